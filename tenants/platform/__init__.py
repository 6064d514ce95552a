"""Pages of hosts that are no landlord's."""
