/** One class a step of the plan, each a verb phrase; each looks before it acts. */
package dev.slipway.release.step;
