package dev.slipway.driver.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.regex.Pattern;

/** Five fields. */
final class CronExpression {
  private static final Pattern FIVE_FIELDS = Pattern.compile("[^\\s@]+( [^\\s]+){4}");

  private CronExpression() {}

  /** The expression with single spaces; one wrong line makes cron ignore the whole file. */
  static String checked(String cron) {
    String fields = cron.strip().replaceAll("[ \\t]+", " ");
    try {
      if (!FIVE_FIELDS.matcher(fields).matches()) {
        throw new IllegalArgumentException("it must have five fields");
      }
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
          .parse(fields)
          .validate();
      return fields;
    } catch (IllegalArgumentException e) {
      throw new SlipwayException(
          ErrorCode.SCHEDULE_FAILED,
          "\"%s\" is not a time for cron: %s".formatted(cron, e.getMessage()),
          "minute hour day-of-month month day-of-week, such as \"0 7 * * *\" for seven each morning",
          e);
    }
  }
}
