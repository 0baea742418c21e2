package dev.slipway.service;

/** A ticket of the tracker. */
public record Ticket(String id, String subject, String status) {}
