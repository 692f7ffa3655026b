"""People's accounts."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from zhifa.apps.trail.rows import Row


class User(Row, AbstractBaseUser):
    """An account of one registry person."""

    username = models.CharField(max_length=64, unique=True)
    USERNAME_FIELD = "username"
