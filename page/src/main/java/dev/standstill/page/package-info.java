/**
 * The page: everything that was concluded, for a reader who has nothing but a browser.
 *
 * <p>{@link dev.standstill.page.ConclusionsPage} takes one evaluation and the four things it
 * follows from (charter, checkpoint, what was disclosed, as-of time) and gives one HTML page. Three
 * readers share it: a journalist reads down to the first sentences, a duty officer looks for what
 * is missing and what is open, a rival's engineer takes the raw figures at the end and recomputes.
 * So it goes from words to charts to numbers, and says beside each chart what is in it.
 *
 * <p>The page is evidence too, and may be kept, mailed or printed. It loads nothing, runs nothing
 * and forbids both by its own content security policy. All that comes from a source is hostile
 * until written down: the templates escape by context (jte), and characters that could reorder or
 * end text are replaced in the finished page. It is well-formed XML, so that it can be checked. The
 * same input gives the same bytes.
 *
 * <p>The records beside {@code ConclusionsPage} are what the templates in {@code src/main/jte} are
 * given: already in order and in words. The templates are compiled into this package, so none of
 * these records need be public.
 */
@NullMarked
package dev.standstill.page;

import org.jspecify.annotations.NullMarked;
