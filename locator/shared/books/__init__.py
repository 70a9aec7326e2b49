"""What servers of one site keep together beside its files: the draft, counts, reports and sign-ins."""
