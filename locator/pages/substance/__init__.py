"""What each page says, apart from how it looks and from what day it is: the measure of honest dates."""
