// Draws the timeline out of its list, with d3. The list stays what is read aloud, and all there is without script.
"use strict";
(() => {
  if (typeof d3 === "undefined") return;
  const MARK = 11; // pixels between marks that lie on each other
  const DAY = 86400000;
  const utc = (day) => new Date(`${day}T00:00:00Z`);

  for (const figure of document.querySelectorAll("figure[data-draws]")) {
    const list = document.querySelector(`[data-list="${figure.dataset.draws}"]`);
    if (list) draw(figure, list);
  }

  function read(list) {
    const found = [];
    for (const item of list.querySelectorAll(".tl[data-first]")) {
      const first = utc(item.dataset.first);
      const last = new Date(utc(item.dataset.last).getTime() + DAY);
      if (Number.isNaN(first.getTime()) || Number.isNaN(last.getTime())) continue;
      found.push({
        item, first, last,
        middle: new Date((first.getTime() + last.getTime()) / 2),
        long: last - first > 1.5 * DAY,
        said: item.classList.contains("statement"),
        look: ["statement", "happening", "to-come", "unsure"].filter((it) => item.classList.contains(it)).join(" "),
        words: item.querySelector(".words").textContent.replace(/\s+/g, " ").trim(),
        when: item.closest(".day").querySelector("h3").textContent,
      });
    }
    return found;
  }

  function draw(figure, list) {
    const lines = read(list);
    if (!lines.length) return;
    figure.hidden = false;
    const canvas = figure.querySelector(".canvas");
    const pointed = figure.querySelector(".pointed");
    const hint = pointed.textContent;
    const svg = d3.select(canvas).append("svg");
    const shapes = svg.append("g");
    const axis = svg.append("g");
    const lanes = ["Happened", "Said"].map((name) => svg.append("text").attr("class", "lane").attr("x", 4).text(name));
    const from = d3.min(lines, (it) => it.first);
    const to = d3.max(lines, (it) => it.last);
    const room = Math.max((to - from) * 0.04, DAY);
    const whole = d3.scaleUtc().domain([new Date(from - room), new Date(+to + room)]);
    let width = 0;
    let shift = d3.zoomIdentity;

    const zoom = d3.zoom()
      .scaleExtent([1, 400])
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button))
      .on("zoom", (event) => { shift = event.transform; place(); });

    const marks = shapes.selectAll("g").data(lines).join("g").attr("class", "one")
      .on("mouseenter", (_, it) => show(it))
      .on("mouseleave", () => show(null))
      .on("click", (_, it) => find(it));
    marks.filter((it) => it.long).append("line").attr("class", (it) => `stretch ${it.look}`).attr("stroke-width", 3);
    marks.each(function (it) {
      const one = d3.select(this);
      if (it.said) one.append("rect").attr("width", 8).attr("height", 8);
      else one.append("circle").attr("r", 4);
      one.select("rect, circle").attr("class", `shape ${it.look}`);
    });

    function place() {
      const scale = shift.rescaleX(whole.range([0, width]));
      const height = { false: new Map(), true: new Map() };
      let up = 0;
      let down = 0;
      for (const it of lines) {
        it.x = scale(it.middle);
        const column = Math.round(it.x / MARK);
        it.x = column * MARK;  // marks of neighbouring days do not cover each other
        const heap = height[it.said];
        it.level = heap.get(column) ?? 0;
        heap.set(column, it.level + 1);
        if (it.said) down = Math.max(down, it.level + 1);
        else up = Math.max(up, it.level + 1);
      }
      const line = 26 + up * MARK;
      const base = 26 + down * MARK;
      svg.attr("viewBox", `0 0 ${width} ${line + base + 22}`).attr("height", line + base + 22);
      lanes[0].attr("y", 14);
      lanes[1].attr("y", line + base + 14);
      axis.attr("transform", `translate(0,${line})`)
        .call(d3.axisBottom(scale).ticks(Math.max(2, Math.floor(width / 110))).tickSizeOuter(0));
      for (const it of lines) it.y = it.said ? line + 30 + it.level * MARK : line - 10 - it.level * MARK;
      marks.select("circle").attr("cx", (it) => it.x).attr("cy", (it) => it.y);
      marks.select("rect").attr("x", (it) => it.x - 4).attr("y", (it) => it.y - 4);
      marks.select("line").attr("x1", (it) => scale(it.first)).attr("x2", (it) => scale(it.last))
        .attr("y1", (it) => it.y).attr("y2", (it) => it.y);
    }

    function show(it) {
      for (const other of lines) other.item.classList.toggle("lit", other === it);
      pointed.classList.toggle("shown", Boolean(it));
      pointed.textContent = it ? `${it.when}. ${it.words}` : hint;
    }

    function find(it) {
      history.replaceState(null, "", `#${it.item.id}`);
      it.item.scrollIntoView({ block: "center" });
      it.item.focus({ preventScroll: true });
    }

    const steps = {
      in: () => svg.call(zoom.scaleBy, 2),
      out: () => svg.call(zoom.scaleBy, 0.5),
      back: () => svg.call(zoom.translateBy, width / 3 / shift.k, 0),
      on: () => svg.call(zoom.translateBy, -width / 3 / shift.k, 0),
      whole: () => svg.call(zoom.transform, d3.zoomIdentity),
    };
    for (const button of figure.querySelectorAll("button[data-do]")) {
      button.addEventListener("click", () => steps[button.dataset.do]());
    }
    for (const it of lines) {
      it.item.addEventListener("mouseenter", () => marks.classed("lit", (other) => other === it));
      it.item.addEventListener("mouseleave", () => marks.classed("lit", false));
    }

    // Most of the story lies in few days; what lies far off is a step away.
    function gather() {
      const middles = lines.map((it) => +it.middle).sort(d3.ascending);
      const near = [d3.quantile(middles, 0.05) - 2 * DAY, d3.quantile(middles, 0.95) + 2 * DAY];
      const [first, last] = near.map((it) => whole.range([0, width])(it));
      if (last - first > width * 0.6) return;
      const k = Math.min(400, (width * 0.9) / (last - first));
      svg.call(zoom.transform, d3.zoomIdentity.translate(width / 2 - (k * (first + last)) / 2, 0).scale(k));
    }

    function fit() {
      if (canvas.clientWidth === width || !canvas.clientWidth) return;
      const fresh = width === 0;
      width = canvas.clientWidth;
      zoom.extent([[0, 0], [width, 1]]).translateExtent([[0, 0], [width, 1]]);
      place();
      if (fresh && figure.dataset.draws === "story") gather();
    }
    svg.call(zoom).on("dblclick.zoom", null);
    new ResizeObserver(fit).observe(canvas);
    fit();
  }
})();
