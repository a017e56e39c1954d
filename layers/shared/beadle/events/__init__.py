"""The facts that travel between functions, on one EventBridge bus. Each may come twice; none may be taken back."""
