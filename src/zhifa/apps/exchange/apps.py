from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "zhifa.apps.exchange"
    label = "exchange"
    verbose_name = "对接"
