"""One class a social platform, each fitting the Platform port."""
