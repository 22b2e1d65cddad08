package io.glassmq.classroom.reference;

import java.util.List;
import java.util.Map;

/**
 * The settings of one program: what there is, as the program itself says.
 *
 * @param name as blocks call it, as in {@code broker}
 * @param defaults by official key, in the order of the tables' rows
 * @param tables by title, the full names of the classes whose Javadoc explains the settings
 */
public record Settings(
    String name, Map<String, String> defaults, Map<String, List<String>> tables) {}
