package dev.slipway.driver.cron;

import java.nio.file.Path;

/**
 * The file of one server's jobs, in the format of {@code /etc/cron.d}.
 *
 * @param file created when missing; its folder must exist
 * @param user the operating system's user that the jobs run as
 */
public record CronSettings(Path file, String user) {}
