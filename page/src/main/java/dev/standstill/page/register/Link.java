package dev.standstill.page.register;

/**
 * A text that leads somewhere.
 *
 * @param text what it says
 * @param href where it leads, relative
 */
record Link(String text, String href) {}
