/**
 * Kubernetes: a webhook that refuses what may not start, and a sweep of what runs.
 *
 * <p>The {@link dev.standstill.site.kubernetes.AdmissionWebhook} is asked by the API server, over
 * TLS, before it keeps a pod or anything that makes pods. A table says where each kind keeps its
 * pods and how many of them it makes; devices that stand at a place the table does not know refuse
 * the whole object. Kinds that nobody has heard of are counted at their pods, one by one. The sweep
 * lists what is there, suspends or scales to nothing what must stop, and lets it go on as it was.
 *
 * <p>Where Kueue queues the work, the {@link dev.standstill.site.kubernetes.KueueAdmissionCheck}
 * has it wait there. The {@link dev.standstill.site.kubernetes.CertificateRenewal} keeps the
 * webhook's certificate young.
 *
 * <p>This package judges nothing itself: it counts, and asks the gate. It never deletes what its
 * owner made, except bare pods, and those only if the site's operator said so.
 *
 * <p>Example: a Job of four pods with eight GPUs each comes to namespace {@code train}; the gate is
 * asked about 32 devices in the queue {@code train}; what it answers is what {@code kubectl} shows.
 */
@NullMarked
package dev.standstill.site.kubernetes;

import org.jspecify.annotations.NullMarked;
