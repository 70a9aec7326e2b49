"""An export in object storage: what changed is sent, in an order that no visitor can tell."""
