"""Dates in Ukrainian: a month beside its day stands in the genitive, четвер, 24 березня 2022."""

DATE_FORMAT = "j E Y"
SHORT_DATE_FORMAT = "j b Y"
WEEKDAY_FORMAT = "l, j E Y"
MONTH_DAY_FORMAT = "j E"
MONTH_DAY_TIME_FORMAT = "j E, H:i"
SHORT_MONTH_DAY_FORMAT = "j b"
SHORT_MONTH_DAY_TIME_FORMAT = "j b, H:i"
YEAR_MONTH_FORMAT = "F Y"
SHORT_YEAR_MONTH_FORMAT = "b Y"
# A month and a year behind «від» or «до», which ask for the genitive.
BOUND_MONTH_FORMAT = "E Y"
BOUND_YEAR_FORMAT = "Y року"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j E Y, H:i"
SHORT_DATETIME_FORMAT = "j b Y, H:i"

# Staff type dates as the archive's addresses have them.
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
