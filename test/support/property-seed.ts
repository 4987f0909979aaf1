/**
 * Property tests draw the same cases in every run of the gate, so that it fails on a change alone;
 * the long job draws others.
 */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1997) })
