"""How each language writes dates; templates use the names as `{{ day|date:"WEEKDAY_FORMAT" }}`."""
