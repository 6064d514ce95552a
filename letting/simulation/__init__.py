"""Stories: the portal's own code, played on a simulated clock in a transaction that is rolled back."""
