"""Reasons why storage refuses."""


class StorageError(Exception):
    """Root of everything storage refuses."""


class TicketUnknown(StorageError):
    """No ticket has this number."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"no ticket {ticket_id}")
        self.ticket_id = ticket_id


class TicketChanged(StorageError):
    """Somebody wrote the ticket since it was read; read it again and decide anew."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"ticket {ticket_id} was changed meanwhile")
        self.ticket_id = ticket_id


class DatabaseUnusable(StorageError):
    """The database cannot be opened or is of another revision; the text says what to do."""
