# SPDX-License-Identifier: MIT
"""Carries out a case in a chain of routers of its own."""

from case_run import Failed
from chain import Chain, links_as_lines, read_routers
from lab_run import LabRun


class ChainRun(LabRun):
    """The client runs at one end of the chain, the responder at the other."""

    more_lines = LabRun.more_lines - {"lab", "retransmitted"} | {"routers", "router *", "link *", "client"}

    def start_lab(self) -> None:
        fields = self.case.fields
        try:
            places = {place: faults for place, faults in fields.items()
                      if place.startswith(("router ", "link ")) or place == "client"}
            later = [action.removeprefix("set ").partition(": ")[::2] for _, action in self.case.steps]
            lines = links_as_lines([*places.items(), *later])
            chain = Chain(*read_routers(fields.get("routers", "4")), lines)
            self.lab = self.stack.enter_context(chain)
            self.lab.set(places)
        except ValueError as error:
            raise Failed(str(error)) from None

    def change_faults(self, text: str) -> None:
        place, _, faults = text.partition(":")
        self.lab.set({place: faults})

    def check_lab(self) -> list[str]:
        return self.check_faults(self.lab.met())
