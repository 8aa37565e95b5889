# SPDX-License-Identifier: MIT
"""The requests that a scripted proxy gets, and whether their credentials are right."""

from dataclasses import dataclass
import hashlib
import re

from service_setup import Account

REALM = 'a \\"scripted\\" proxy'  # as it stands between quotes
OPAQUE = "opaque"
DIGESTS = {"SHA-256": "sha256", "SHA-512-256": "sha512_256"}
PARAMETER = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')


@dataclass
class Request:
    """A CONNECT request; the names of its fields as they came."""
    first_line: str
    fields: list[tuple[str, str]]

    @classmethod
    def read(cls, head: bytes) -> "Request":
        first, *rest = head.decode("latin-1").split("\r\n")
        split = [line.partition(":") for line in rest]
        return cls(first, [(name, value.strip()) for name, _, value in split])

    @property
    def authority(self) -> str:
        return (self.first_line.split(" ") + [""])[1]

    @property
    def authorization(self) -> str:
        """Empty if there is none."""
        values = [value for name, value in self.fields if name.lower() == "proxy-authorization"]
        return ", ".join(values)


class Login:
    """Who may open a tunnel, and with which nonce; `judge` sees more of the answer than a real
    proxy does."""

    def __init__(self, account: Account):
        self.account = account
        self.nonce = 1

    def digest_challenge(self, algorithm: str, stale: bool = False, qop: str = "auth,auth-int") -> str:
        return (f'Digest realm="{REALM}", nonce="nonce {self.nonce}", qop="{qop}", '
                f'opaque="{OPAQUE}", algorithm={algorithm}' + (", stale=true" if stale else ""))

    def judge(self, request: Request) -> str:
        """"Basic: right", "Digest SHA-256, nonce 2: wrong", or empty without credentials."""
        scheme, _, rest = request.authorization.partition(" ")
        if not scheme:
            return ""
        if scheme == "Digest":
            given = {name: value or bare for name, value, bare in PARAMETER.findall(rest)}
            qop = "" if given.get("qop") == "auth" else f" {given.get('qop')}"
            about = f"Digest {given.get('algorithm')}{qop}, {given.get('nonce')}"
            good = self.digest_is_right(request.authority, given)
        else:
            about = scheme
            good = scheme == "Basic" and rest == self.account.basic()
        return f"{about}: {'right' if good else 'wrong'}"

    def digest_is_right(self, authority: str, given: dict[str, str]) -> bool:
        """RFC 7616, section 3.4."""
        algorithm, qop = given.get("algorithm", ""), given.get("qop", "")
        name = DIGESTS.get(algorithm.removesuffix("-sess"), "md5")

        def digest(*parts: str) -> str:
            return hashlib.new(name, ":".join(parts).encode()).hexdigest()

        nonce, client_nonce = f"nonce {self.nonce}", given.get("cnonce", "")
        identity = digest(self.account.user, REALM.replace("\\", ""), self.account.password)
        if algorithm.endswith("-sess"):
            identity = digest(identity, nonce, client_nonce)
        asked = digest("CONNECT", authority, *([digest("")] if qop == "auth-int" else []))
        wanted = {"username": self.account.user, "realm": REALM, "nonce": nonce,
                  "uri": authority, "opaque": OPAQUE, "nc": "00000001",
                  "response": digest(identity, nonce, "00000001", client_nonce, qop, asked)}
        return client_nonce != "" and qop in ("auth", "auth-int") and wanted.items() <= given.items()
