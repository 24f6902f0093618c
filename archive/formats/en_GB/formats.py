"""Dates in English: Thursday 24 March 2022."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
WEEKDAY_FORMAT = "l j F Y"
MONTH_DAY_FORMAT = "j F"
MONTH_DAY_TIME_FORMAT = "j F, H:i"
SHORT_MONTH_DAY_FORMAT = "j M"
SHORT_MONTH_DAY_TIME_FORMAT = "j M, H:i"
YEAR_MONTH_FORMAT = "F Y"
SHORT_YEAR_MONTH_FORMAT = "M Y"
# A month and a year behind "from" or "to".
BOUND_MONTH_FORMAT = "F Y"
BOUND_YEAR_FORMAT = "Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "j M Y, H:i"

# Staff type dates as the archive's addresses have them.
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
