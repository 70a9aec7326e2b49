"""Google Business Profile: the spreadsheet that it takes and gives out (rules F10 to F13)."""
