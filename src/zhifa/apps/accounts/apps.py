from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "zhifa.apps.accounts"
    label = "accounts"
    verbose_name = "账号"
