// Put into every page before its own scripts: notes when all events were drawn, how long frames and redraws take.
(() => {
  const probe = (window.benchProbe = { drawn: null, failed: null });
  const frames = (n) => new Promise((done) => requestAnimationFrame(() => (n > 1 ? frames(n - 1).then(done) : done())));
  const noted = async () => {
    await frames(2);
    probe.drawn ??= performance.now();
  };

  const { drawn, events } = BENCH;
  if (drawn === "load") addEventListener("load", noted);
  if (drawn === "ready") {
    document.addEventListener("DOMContentLoaded", () =>
      window.geoevents.ready.then(noted, (error) => (probe.failed = String(error))),
    );
  }
  if (drawn === "instances") {
    let count = 0;
    let pending = false;
    const add = (n) => {
      count += n;
      if (count >= events) noted();
      if (pending) return;
      pending = true;
      requestAnimationFrame(() => {
        pending = false;
        count = 0;
      });
    };
    for (const kind of [WebGL2RenderingContext, WebGLRenderingContext]) {
      for (const [name, at] of [["drawArraysInstanced", 3], ["drawElementsInstanced", 4], ["drawArrays", 2]]) {
        const plain = kind.prototype[name];
        if (!plain) continue;
        kind.prototype[name] = function (...args) {
          const all = plain.apply(this, args);
          add(args[at]);
          return all;
        };
      }
    }
  }

  /** Milliseconds from before `act` until the frame that shows what it did has been painted. */
  probe.painted = async (act) => {
    await frames(1);
    const from = performance.now();
    await act();
    await new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(0);
      }),
    );
    return performance.now() - from;
  };

  /** Notes the time between frames until `stop()`, which returns the longest. */
  probe.watch = () => {
    let last = performance.now();
    let longest = 0;
    let on = true;
    const next = (now) => {
      if (!on) return;
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    return () => {
      on = false;
      return Math.max(longest, performance.now() - last);
    };
  };

  /** Steps a year's period through the whole span, one step a frame. */
  probe.play = async () => {
    const map = geoevents.maps[0];
    const [first, last] = ["2011-01-01", "2021-12-01"].map((day) => Date.parse(day) / 864e5);
    const took = [];
    for (let from = first; from + 365 < last; from += 91) took.push(await probe.painted(() => map.setTime(from, from + 365)));
    map.setTime(null, null);
    took.sort((a, b) => a - b);
    return [took[took.length >> 1], took[took.length - 1]];
  };
})();
