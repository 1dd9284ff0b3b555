"""Days as integers: the Gregorian and the Julian calendar, for any year, in plain arithmetic."""

from __future__ import annotations

from corpus.model import Calendar

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GREGORIAN_ERA = 306  # from 1 March of the year 0 to 1 January of the year 1, and `date.toordinal` starts at 1
_JULIAN_ERA = 308


def is_leap(year: int, calendar: Calendar = Calendar.GREGORIAN) -> bool:
    """Say whether a year, astronomically numbered, has a 29 February."""
    return year % 4 == 0 and (calendar is Calendar.JULIAN or year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Return how many days a month has."""
    return 29 if month == 2 and is_leap(year, calendar) else _MONTH_DAYS[month - 1]


def is_day(year: int, month: int, day: int, calendar: Calendar = Calendar.GREGORIAN) -> bool:
    """Say whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month, calendar)


def day_number(year: int, month: int, day: int, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Return a day's number as `date.toordinal` counts; years are astronomical (1 BC is 0) and unbounded."""
    march_year = year - (month < 3)  # years from March, so that the leap day comes last
    days = 365 * march_year + march_year // 4 + (153 * ((month - 3) % 12) + 2) // 5 + day
    if calendar is Calendar.JULIAN:
        return days - _JULIAN_ERA
    return days - march_year // 100 + march_year // 400 - _GREGORIAN_ERA


def civil_day(number: int, calendar: Calendar = Calendar.GREGORIAN) -> tuple[int, int, int]:
    """Return the year, month and day of a day number."""
    if calendar is Calendar.JULIAN:
        days, leaps = number + _JULIAN_ERA - 1, 0
    else:
        days = number + _GREGORIAN_ERA - 1
        centuries = (4 * days + 3) // 146097
        days, leaps = days - centuries * 146097 // 4, centuries * 100
    years = (4 * days + 3) // 1461
    rest = days - 1461 * years // 4
    month = (5 * rest + 2) // 153
    return years + leaps + (month > 9), (month + 2) % 12 + 1, rest - (153 * month + 2) // 5 + 1


def easter(year: int) -> tuple[int, int]:
    """Return the month and day of Western Easter Sunday, from the golden number and the Gregorian corrections."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    moon = (skipped + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    march = moon - weekday + 28
    return (3, march) if march <= 31 else (4, march - 31)
