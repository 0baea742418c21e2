"""Makes moto as strict as AWS where tests depend on it; Python reads it when moto_server starts.

An inactive access key is refused. A signature is compared over the query as AWS has it signed, with
every reserved character encoded, and not over what the web server made of it: pgBackRest encodes.
The secret of every access key that it makes is written to a file, if the environment names one.
"""

import os
from urllib.parse import parse_qsl, quote, urlsplit

try:
    from moto.iam import access_control, models
except ImportError:
    access_control = None


def _refuse_inactive_keys():
    known = access_control.IAMUserAccessKey.__init__

    def active(self, account_id, partition, access_key_id, headers):
        known(self, account_id, partition, access_key_id, headers)
        for user in self.backend.list_users("/", None, None):
            for key in user.access_keys:
                if key.access_key_id == access_key_id and key.status == "Inactive":
                    raise access_control.CreateAccessKeyFailure(reason="InvalidId")

    access_control.IAMUserAccessKey.__init__ = active


def _compare_encoded_queries():
    create = access_control.IAMRequestBase._create_aws_request

    def encoded(self):
        request = create(self)
        parts = urlsplit(request.url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        query = "&".join(f"{quote(key, safe='-_.~')}={quote(value, safe='-_.~')}" for key, value in pairs)
        request.url = parts._replace(query=query).geturl()
        return request

    access_control.IAMRequestBase._create_aws_request = encoded


def _keep_secrets(file):
    make = models.AccessKey.__init__

    def kept(self, *arguments, **named):
        make(self, *arguments, **named)
        with open(file, "a") as lines:
            print(self.secret_access_key, file=lines)

    models.AccessKey.__init__ = kept


if access_control:
    _refuse_inactive_keys()
    _compare_encoded_queries()
    if "SECRETS_KEPT_IN" in os.environ:
        _keep_secrets(os.environ["SECRETS_KEPT_IN"])
