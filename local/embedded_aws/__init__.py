"""AWS on one machine, in one process, on loopback only: ministack with its gaps mended.

`EmbeddedAws.start(state_dir)` runs it; `python -m local.embedded_aws` is the process that it runs.
"""

from local.embedded_aws.process import EmbeddedAws, EmbeddedAwsDied

__all__ = ["EmbeddedAws", "EmbeddedAwsDied"]
