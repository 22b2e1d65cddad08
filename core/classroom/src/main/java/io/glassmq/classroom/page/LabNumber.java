package io.glassmq.classroom.page;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.lab.Lab;
import java.util.List;

/** The lab that a block names by its number. */
final class LabNumber {
  private LabNumber() {}

  static Lab find(List<Lab> labs, Block.Call call) {
    return labs.stream()
        .filter(lab -> call.argument().matches("0?" + lab.number()))
        .findFirst()
        .orElseThrow(
            () ->
                new Mistake(
                    call.where(),
                    "there is no lab " + call.argument(),
                    "Choose one of " + labs.stream().map(Lab::number).toList()));
  }
}
