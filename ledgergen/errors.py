"""Every error ledgergen raises on purpose, and whose fault it is.

    LedgergenError
    ├── InputError            yours: a file, an argument, a setting      exit 2
    │   ├── ConfigError           a setting or configuration file
    │   ├── DossierError          a dossier that cannot be read
    │   ├── ArticleError          a ledger file that cannot be read at all
    │   ├── TemplateError         a prompt template
    │   ├── CaseError             an eval's suite, case or record file
    │   ├── NoEvidenceError       a film nothing is known about
    │   └── ReviewError           a decision that cannot be taken
    │       ├── NoLedgerError         no ledger of this film is there
    │       └── StaleDecisionError    somebody else was there first
    ├── ModelError            theirs: the language model or its server   exit 3
    │   ├── ModelRefusedError     a refusal or a content filter
    │   │   └── ContentFilteredError  the provider's filter, not the model
    │   ├── ModelCutShortError    the reply hit its length limit
    │   ├── ReplyError            a reply that is not what was asked for
    │   │   ├── EmptyReplyError       no text at all
    │   │   └── NoChoicesError        an answer without any reply in it
    │   └── ModelUnavailableError unreachable, overloaded, or not allowed
    │       ├── ModelTimeoutError     no whole answer within the deadline
    │       ├── ModelOverloadedError  rate limits and server failures, after retries
    │       ├── ModelQuotaError       the account has run out
    │       ├── ModelAccessError      the key or its rights (401, 403)
    │       ├── ModelRequestError     the server refuses this request (400, 404, 422)
    │       ├── ServerReportedError   an error inside a successful answer
    │       ├── NotAModelServerError  a web page or broken JSON, not this protocol
    │       ├── ReplyPendingError     ordered, and not there yet
    │       └── RunStoppedError       a run over many films can do no more for now
    │           └── CapReachedError       the next call might cost more than is left
    ├── SourceError           theirs: an evidence source                 exit 3
    └── StoreError            the disk or database said no               exit 3
        └── HandEditedError       a file changed by hand would be lost   exit 2

Each error answers three questions, and prints them as three lines: what
failed, because of what, and what to try. Once a reply has been parsed, what it
*says* is never an exception: it is a verdict or a finding.
"""

from __future__ import annotations

from typing import ClassVar


class LedgergenError(Exception):
    """The root: what failed, because of what, and what to do about it."""

    exit_code: ClassVar[int] = 2

    def __init__(self, what: str, *, because: str = "", fix: str = "") -> None:
        """Say what failed; `because` and `fix` are one line each and may be empty."""
        super().__init__(what)
        self.what = what
        self.because = because
        self.fix = fix

    def __str__(self) -> str:
        lines = [f"error: {self.what}"]
        if self.because:
            lines.append(f"because: {self.because}")
        if self.fix:
            lines.append(f"try: {self.fix}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with keyword-only arguments do not pickle by default, and
        # checks run in worker processes.
        return (_rebuild, (type(self), self.what, self.because, self.fix))


def _rebuild(cls: type[LedgergenError], what: str, because: str, fix: str) -> LedgergenError:
    return cls(what, because=because, fix=fix)


class InputError(LedgergenError):
    """Something the caller gave cannot be used."""


class ConfigError(InputError):
    """A setting or configuration file cannot be used."""


class DossierError(InputError):
    """A dossier cannot be read; `because` names the file, the place and the value."""


class ArticleError(InputError):
    """A ledger file cannot be read at all (structure problems are findings instead)."""


class TemplateError(InputError):
    """A prompt template is missing, malformed, or uses a name that does not exist."""


class CaseError(InputError):
    """A suite, case, run record or baseline cannot be read; `because` names line and value."""


class NoEvidenceError(InputError):
    """Nothing is known about the film that was asked for."""


class ReviewError(InputError):
    """An editor's decision cannot be taken; nothing was changed."""


class NoLedgerError(ReviewError):
    """There is no ledger of this film, or no such figure in it."""


class StaleDecisionError(ReviewError):
    """The ledger has changed under the editor's hands, at this very place.

    `mine` is what the editor wanted there, `theirs` what stands there, `by`
    who put it there; `figure` is the id of the figure that stands there, if one does.
    """

    def __init__(  # noqa: PLR0913 - three lines and two sides
        self,
        what: str,
        *,
        because: str = "",
        fix: str = "",
        mine: str = "",
        theirs: str = "",
        by: str = "",
        figure: str = "",
    ) -> None:
        """Say what met what."""
        super().__init__(what, because=because, fix=fix)
        self.mine = mine
        self.theirs = theirs
        self.by = by
        self.figure = figure


class ModelError(LedgergenError):
    """The language model or its server failed; nothing was published."""

    exit_code: ClassVar[int] = 3


class ModelRefusedError(ModelError):
    """The model refused, or a content filter removed its reply."""


class ContentFilteredError(ModelRefusedError):
    """The provider's content filter removed the reply."""


class ModelCutShortError(ModelError):
    """The reply ended at its length limit."""


class ReplyError(ModelError):
    """The reply is empty, or not of the form that was asked for."""


class EmptyReplyError(ReplyError):
    """The reply has no text."""


class NoChoicesError(ReplyError):
    """The server's answer holds no reply (`choices` is empty, null or missing)."""


class ModelUnavailableError(ModelError):
    """The server cannot be reached, is overloaded, or does not let us in."""


class ModelTimeoutError(ModelUnavailableError):
    """No whole answer came within the deadline."""


class ModelOverloadedError(ModelUnavailableError):
    """The server limits or fails requests, and went on doing so when asked again."""


class ModelQuotaError(ModelUnavailableError):
    """The account has no credit left: asking again cannot help."""


class ModelAccessError(ModelUnavailableError):
    """The key is missing or wrong, or may not use this model."""


class ModelRequestError(ModelUnavailableError):
    """The server refuses this very request, and always will."""


class ServerReportedError(ModelUnavailableError):
    """The server answered 200 and put an error inside."""


class NotAModelServerError(ModelUnavailableError):
    """What answers at this address does not speak the OpenAI protocol."""


class ReplyPendingError(ModelUnavailableError):
    """The reply was ordered together with others, and has not come yet."""


class RunStoppedError(ModelUnavailableError):
    """A run over many films can do no more for now; films that were begun are open again."""


class CapReachedError(RunStoppedError):
    """The next call's worst case does not fit below the cap on cost."""


class SourceError(LedgergenError):
    """An evidence source failed."""

    exit_code: ClassVar[int] = 3


class StoreError(LedgergenError):
    """A file or database could not be written or read."""

    exit_code: ClassVar[int] = 3


class HandEditedError(StoreError):
    """Writing would overwrite what somebody typed."""

    exit_code: ClassVar[int] = 2
