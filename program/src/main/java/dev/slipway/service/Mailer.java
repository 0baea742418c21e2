package dev.slipway.service;

/** Sends one plain message to the people of the estate. */
public interface Mailer {
  void send(String subject, String body);
}
