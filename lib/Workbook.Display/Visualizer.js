// Plays recorded runs. Everything shown is data; nothing of a protocol is worked out here.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const el = id => document.getElementById(id);
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  const width = 340, height = 440, headHeight = 40, lines = [54, 164, 274], pixelsPerHop = 22;
  let scene, panels = [], moments = [], time = 0, end = 0, playing = false, lastFrame = 0, timer = 0;

  const svgElement = (name, attributes, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const element = (name, className, text) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const number = value => value.toLocaleString("en-US");
  const packetOf = row =>
    ({ at: row[0], ends: row[1], from: row[2], to: row[3], label: row[4], kind: row[5], bytes: row[6], lost: row[7] === 1 });
  const itemOf = row => ({ at: row[0], name: row[1], again: row[2] === 1, late: row[3] === 1 });
  const eventOf = row => ({ at: row[0], from: row[1], to: row[2], text: row[3] });
  const itemClass = item => item.again ? "again" : item.late ? "late" : "good";
  const itemWord = item => item.again ? "again" : item.late ? "overtaken" : "";

  // ---- choosing ----
  function fillChoices() {
    const groups = new Map();
    for (const each of data.scenes) {
      if (!groups.has(each.group)) groups.set(each.group, new Set());
      groups.get(each.group).add(each.conditions);
    }
    for (const [group, names] of groups) {
      const list = element("optgroup");
      list.label = group;
      for (const name of names) list.append(new Option(name, name));
      el("conditions").append(list);
    }
    el("level").append(new Option("all, side by side", "-1"));
    data.scenes[0].runs.forEach((run, i) => el("level").append(new Option(run.name, String(i))));
    data.categories.forEach((name, i) => addKey("→", "c" + i, name));
    addKey("✗", "bad", "lost");
    addKey("①", "good", "delivered for the first time");
    addKey("①", "again", "delivered again");
    addKey("①", "late", "delivered after a younger one");
    el("conditions").value = data.scenes[data.shown].conditions;
  }

  function addKey(sign, className, text) {
    const item = element("li");
    item.append(element("b", className, sign), text);
    el("key").append(item);
  }

  function chooseConditions() {
    const seeds = data.scenes.filter(each => each.conditions === el("conditions").value).map(each => each.seed);
    const before = Number(el("seed").value);
    el("seed").replaceChildren(...[...seeds].sort((a, b) => a - b).map(seed => new Option(seed, seed)));
    el("seed").value = String(seeds.includes(before) ? before : seeds[0]);
    chooseScene();
  }

  function chooseScene() {
    pause();
    scene = data.scenes.find(each =>
      each.conditions === el("conditions").value && each.seed === Number(el("seed").value));
    el("meaning").textContent = scene.meaning;
    const level = Number(el("level").value);
    const runs = level < 0 ? scene.runs : [scene.runs[level]];
    const last = Math.max(...scene.runs.flatMap(run => [...run.packets.map(p => p[1]), ...run.sent.map(s => s[0])]));
    panels = runs.map(run => makePanel(run, last, runs.length === 1));
    el("panels").replaceChildren(...panels.map(panel => panel.root));
    moments = [...new Set([0, ...panels.flatMap(panel => panel.moments)])].sort((a, b) => a - b);
    end = moments[moments.length - 1];
    el("scrub").max = String(end);
    goTo(0);
    el("now").textContent = "";
  }

  // ---- drawing ----
  function makePanel(run, last, alone) {
    const packets = run.packets.map(packetOf), events = run.events.map(eventOf);
    const sent = run.sent.map(itemOf), delivered = run.delivered.map(itemOf);
    const travel = packets.filter(packet => !packet.lost).map(packet => packet.ends - packet.at).sort((a, b) => a - b);
    const scale = pixelsPerHop / Math.max(1, travel[Math.floor(travel.length / 4)] || 50);
    const root = element("figure", "panel" + (alone ? " alone" : ""));
    const heading = element("h2", "", run.name + " ");
    heading.append(element("span", "", run.detail));
    const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": run.name });
    const moving = svgElement("g", {}), heads = svgElement("g", {}), wires = svgElement("g", {});
    const marks = svgElement("g", {}), ticks = svgElement("g", {});
    const playhead = svgElement("line", { class: "playhead", x1: 8, x2: width - 8 });
    for (const x of lines)
      moving.append(svgElement("line", { class: "life", x1: x, x2: x, y1: headHeight, y2: headHeight + last * scale + height }));
    moving.append(ticks, wires, marks, playhead);
    heads.append(svgElement("rect", { class: "cover", x: 0, y: 0, width, height: headHeight }));
    data.lines.forEach((name, i) => {
      heads.append(svgElement("rect", { class: "head", x: lines[i] - 46, y: 4, width: 92, height: 28, rx: 7 }));
      heads.append(svgElement("text", { x: lines[i], y: 22, "text-anchor": "middle", "font-size": 12, "font-weight": 700 }, name));
    });
    svg.append(moving, heads);
    const statistics = element("dl");
    const fields = {};
    for (const name of ["Delivered", "Duplicates", "Order", "Packets", "Bytes", "Last delivery"]) {
      const box = element("div");
      fields[name] = element("dd");
      box.append(element("dt", "", name), fields[name]);
      statistics.append(box);
    }
    root.append(heading, svg, statistics, inWords(packets, events, sent, delivered));
    const times = [...packets.flatMap(p => [p.at, p.ends]), ...events.map(e => e.at),
      ...sent.map(s => s.at), ...delivered.map(d => d.at)];
    const panel = { run, root, svg, moving, wires, marks, ticks, playhead, packets, events, sent, delivered, scale, fields, moments: times };
    drawTicks(panel, last);
    placeLabels(panel);
    placeItems(panel, sent);
    placeItems(panel, delivered);
    svg.addEventListener("pointermove", event => pointAt(panel, nearest(panel, event)));
    svg.addEventListener("pointerleave", () => pointAt(panel, undefined));
    return panel;
  }

  const yOf = panel => at => headHeight + 14 + at * panel.scale;

  // ---- labels: each gets a place where it covers no other; where there is none it waits until it is asked for ----
  function placeLabels(panel) {
    const y = yOf(panel);
    const taken = panel.events.flatMap(each => {
      const { centre, room } = pillOf(each);
      return row(centre, y(each.at), room - 20, 0, 10);
    });
    // What is lost matters most.
    for (const packet of [...panel.packets].sort((a, b) => b.lost - a.lost || a.at - b.at)) {
      const places = packet.lost ? placesOfLost(packet, y) : placesOf(packet, y);
      const free = places.find(place => !overlap(place.spots, taken));
      packet.place = free || places[0];
      packet.start = packet.lost ? places[1] : packet.place;
      packet.isCrowded = !free;
      if (free) taken.push(...free.spots);
    }
  }

  // A text is taken as a row of discs.
  function row(x, y, length, angle, radius) {
    const count = Math.max(1, Math.ceil(length / radius));
    return Array.from({ length: count + 1 }, (_, i) => {
      const way = (i / count - 0.5) * length;
      return { x: x + way * Math.cos(angle), y: y + way * Math.sin(angle), radius };
    });
  }

  const overlap = (spots, others) => spots.some(one => others.some(other =>
    Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius));

  const lengthOf = packet => packet.label.length * 6;

  // In the middle of the arrow, or as far beside it as the text stays between the life lines.
  function placesOf(packet, y) {
    const [x1, y1, x2, y2] = [lines[packet.from], y(packet.at), lines[packet.to], y(packet.ends)];
    const room = Math.abs(x2 - x1), aside = Math.max(0, Math.min(0.17, (room - lengthOf(packet) - 6) / 2 / room));
    const angle = Math.atan2((y2 - y1) * Math.sign(x2 - x1), room);
    return [0.5, 0.5 - aside, 0.5 + aside].map(part => {
      const [x, middle] = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
      const transform = `rotate(${angle * 180 / Math.PI} ${x} ${middle})`;
      const spots = row(x + 7 * Math.sin(angle), middle - 7 * Math.cos(angle), lengthOf(packet), angle, 4.8);
      return { attributes: { x, y: middle - 4, "text-anchor": "middle", transform }, spots };
    });
  }

  // Below the cross, or above the start.
  function placesOfLost(packet, y) {
    const [x1, x2] = [lines[packet.from], lines[packet.to]], way = Math.sign(x2 - x1), length = lengthOf(packet);
    return [[(x1 + x2) / 2, y(packet.ends) + 17], [x1 + way * (8 + length / 2), y(packet.at) - 5]].map(([x, below]) =>
      ({ attributes: { x, y: below, "text-anchor": "middle" }, spots: row(x, below - 3, length, 0, 4.8) }));
  }

  // Items that follow each other closely stand in two columns.
  function placeItems(panel, items) {
    const y = yOf(panel), lowest = [-Infinity, -Infinity];
    let before;
    for (const item of items) {
      item.column = y(item.at) - lowest[0] >= 20 || lowest[1] > lowest[0] ? 0 : 1;
      if (before && y(item.at) - y(before.at) < 20) before.isCrowded = item.isCrowded = true;
      lowest[item.column] = y(item.at);
      before = item;
    }
  }

  function nearest(panel, event) {
    const matrix = panel.moving.getScreenCTM();
    if (!matrix) return undefined;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()), y = yOf(panel);
    const far = packet => {
      const [x1, y1] = [lines[packet.from], y(packet.at)];
      const [dx, dy] = [lines[packet.to] - x1, y(packet.ends) - y1];
      const part = Math.max(0, Math.min(1, ((at.x - x1) * dx + (at.y - y1) * dy) / (dx * dx + dy * dy)));
      return Math.hypot(at.x - x1 - part * dx, at.y - y1 - part * dy);
    };
    const near = panel.packets.filter(packet => packet.at <= time && far(packet) < 8);
    return near.sort((a, b) => far(a) - far(b))[0];
  }

  function pointAt(panel, packet) {
    if (panel.pointed === packet) return;
    panel.pointed = packet;
    draw(panel);
  }

  // The name of a lost packet must not tell its end before it is there.
  const isNamed = packet => !packet.isCrowded && !(packet.lost && time < packet.ends);
  const placeNow = packet => time < packet.ends ? packet.start : packet.place;

  const isAsked = (panel, packet) => packet === panel.pointed
    || (!playing && (Math.abs(packet.at - time) < 0.5 || Math.abs(packet.ends - time) < 0.5));

  function drawTicks(panel, last) {
    const step = [50, 100, 200, 500, 1000, 2000].find(each => each * panel.scale >= 38) || 5000;
    for (let at = 0; at <= last + step; at += step) {
      const y = headHeight + 14 + at * panel.scale;
      panel.ticks.append(svgElement("line", { class: "grid", x1: lines[0], x2: lines[2], y1: y, y2: y }));
      panel.ticks.append(svgElement("text", { class: "tick", x: 2, y: y + 3 }, number(at)));
    }
  }

  function inWords(packets, events, sent, delivered) {
    const details = element("details");
    details.append(element("summary", "", "The same in words"));
    const list = element("ol");
    const rows = [
      ...sent.map(item => [item.at, `${data.lines[0]} publishes ${item.name}`]),
      ...packets.map(p => [p.at, `${p.label} leaves ${data.lines[p.from]} for ${data.lines[p.to]}` + (p.lost ? " and is lost" : `, arrives at ${number(p.ends)} ms`)]),
      ...events.map(e => [e.at, `${e.text} between ${data.lines[e.from]} and ${data.lines[e.to]}`]),
      ...delivered.map(item => [item.at, `${data.lines[2]} gets ${item.name} ${itemWord(item)}`.trim()]),
    ].sort((a, b) => a[0] - b[0]);
    for (const [at, text] of rows) list.append(element("li", "", `${number(at)} ms: ${text}`));
    details.append(list);
    return details;
  }

  function draw(panel) {
    const y = yOf(panel);
    panel.wires.replaceChildren();
    panel.marks.replaceChildren();
    for (const each of panel.events) if (each.at <= time) drawEvent(panel, each, y(each.at));
    const seen = panel.packets.filter(packet => packet.at <= time);
    for (const packet of seen) drawPacket(panel, packet, y);
    const asked = seen.filter(packet => isAsked(panel, packet));
    const taken = asked.flatMap(packet => placeNow(packet).spots);
    for (const packet of seen)
      if (isNamed(packet) && !asked.includes(packet) && !overlap(packet.place.spots, taken)) drawLabel(panel, packet, "");
    for (const packet of asked) drawLabel(panel, packet, " asked");
    for (const item of panel.sent) if (item.at <= time) drawItem(panel, item, lines[0] - 20, y(item.at), "");
    for (const item of panel.delivered) if (item.at <= time) drawItem(panel, item, lines[2] + 20, y(item.at), itemClass(item));
    panel.playhead.setAttribute("y1", y(time));
    panel.playhead.setAttribute("y2", y(time));
    panel.moving.setAttribute("transform", `translate(0 ${-Math.max(0, y(time) - height * 0.78)})`);
    showStatistics(panel);
  }

  function drawPacket(panel, packet, y) {
    const travel = Math.max(1, packet.ends - packet.at);
    const part = Math.min(1, (time - packet.at) / travel) * (packet.lost ? 0.5 : 1);
    const [x1, y1, x2, y2] = [lines[packet.from], y(packet.at), lines[packet.to], y(packet.ends)];
    const [x, yEnd] = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * (packet.lost ? part * 2 : part)];
    const isOver = time >= packet.ends, lost = packet.lost && isOver;
    const wire = `wire ${lost ? "lost" : "k" + packet.kind}${packet === panel.pointed ? " asked" : ""}`;
    panel.wires.append(svgElement("line", { class: wire, x1, y1, x2: x, y2: yEnd }));
    if (lost) {
      panel.wires.append(svgElement("path", { class: "wire lost", d: `M${x - 5} ${yEnd - 5}l10 10m0 -10l-10 10` }));
    } else if (isOver) {
      const way = Math.sign(x2 - x1);
      panel.wires.append(svgElement("path", { class: "f" + packet.kind, d: `M${x} ${yEnd}l${-9 * way} -4.5l${1 * way} 7.5z` }));
    } else {
      panel.wires.append(svgElement("circle", { class: "f" + packet.kind, cx: x, cy: yEnd, r: 5 }));
    }
  }

  function drawLabel(panel, packet, asked) {
    const suffix = packet.lost && time >= packet.ends ? "lost" : packet.kind;
    panel.marks.append(svgElement("text", { class: `label f${suffix}${asked}`, ...placeNow(packet).attributes }, packet.label));
  }

  const pillOf = each => ({
    centre: lines[each.from] + (lines[each.to] - lines[each.from]) * 0.28, room: each.text.length * 6.2 + 18,
  });

  function drawEvent(panel, each, y) {
    const { centre, room } = pillOf(each);
    panel.marks.append(svgElement("line", { class: "break", x1: lines[each.from], x2: lines[each.to], y1: y, y2: y }));
    panel.marks.append(svgElement("rect", { class: "pill", x: centre - room / 2, y: y - 10, width: room, height: 20, rx: 10 }));
    panel.marks.append(svgElement("text", { class: "pilltext", x: centre, y: y + 4, "text-anchor": "middle" }, each.text));
  }

  function drawItem(panel, item, line, y, className) {
    const x = line + Math.sign(line - lines[1]) * 22 * item.column;
    panel.marks.append(svgElement("circle", { class: "item " + className, cx: x, cy: y, r: 9.5 }));
    panel.marks.append(svgElement("text", { class: "itemtext " + className, x, y: y + 4, "text-anchor": "middle" }, item.name));
    const word = itemWord(item);
    if (word && !item.isCrowded) panel.marks.append(svgElement("text", { class: "itemtext " + className, x: x + 12, y: y + 4, style: "font-size: 9.5px" }, word === "again" ? "again" : "late"));
  }

  function showStatistics(panel) {
    const until = rows => rows.filter(row => row.at <= time);
    const packets = until(panel.packets), delivered = until(panel.delivered), sent = until(panel.sent);
    const again = delivered.filter(item => item.again).length, late = delivered.filter(item => item.late).length;
    const missing = time >= end && delivered.length - again < sent.length;
    const set = (name, text, className) => {
      const field = panel.fields[name];
      if (field.textContent !== text) field.textContent = text;
      field.className = className || "";
    };
    set("Delivered", `${delivered.length - again} of ${sent.length}` + (missing ? " ✗" : ""),
      missing ? "bad" : time >= end ? "good" : "");
    set("Duplicates", String(again), again ? "again" : "");
    set("Order", late ? `${late} overtaken` : "kept", late ? "again" : "");
    set("Packets", number(packets.length));
    set("Bytes", number(packets.reduce((sum, packet) => sum + packet.bytes, 0)));
    set("Last delivery", delivered.length ? `${number(delivered[delivered.length - 1].at)} ms` : "–");
    panel.svg.setAttribute("aria-label", `${panel.run.name} at ${number(Math.round(time))} ms: `
      + `${delivered.length - again} of ${sent.length} delivered, ${again} duplicates, ${packets.length} packets`);
  }

  // ---- moving in time ----
  function goTo(moment) {
    time = Math.max(0, Math.min(end, moment));
    for (const panel of panels) draw(panel);
    el("scrub").value = String(Math.round(time));
    el("scrub").setAttribute("aria-valuetext", `${number(Math.round(time))} of ${number(end)} milliseconds`);
    el("clock").textContent = `${number(Math.round(time))} ms`;
    for (const id of ["start", "back"]) el(id).disabled = time <= 0;
    for (const id of ["forward", "end"]) el(id).disabled = time >= end;
  }

  function step(direction) {
    const next = direction > 0
      ? moments.find(moment => moment > time + 0.5)
      : moments.findLast(moment => moment < time - 0.5);
    if (next === undefined) return;
    goTo(next);
    tell();
  }

  function tell() {
    const isNow = at => Math.abs(at - time) < 0.5;
    const parts = panels.map(panel => {
      const words = [
        ...panel.sent.filter(s => isNow(s.at)).map(s => `publish ${s.name}`),
        ...panel.events.filter(e => isNow(e.at)).map(e => e.text),
        ...panel.packets.filter(p => isNow(p.at)).map(p => `${p.label} leaves ${data.lines[p.from]}`),
        ...panel.packets.filter(p => isNow(p.ends)).map(p => `${p.label} ${p.lost ? "is lost" : "reaches " + data.lines[p.to]}`),
        ...panel.delivered.filter(d => isNow(d.at)).map(d => `${d.name} delivered ${itemWord(d)}`.trim()),
      ];
      return words.length ? `${panel.run.name}: ${words.join(", ")}.` : "";
    }).filter(text => text);
    el("now").textContent = `${number(Math.round(time))} ms. ${parts.join(" ")}`;
  }

  function frame(now) {
    if (!playing) return;
    goTo(time + (now - lastFrame) * Number(el("speed").value));
    lastFrame = now;
    if (time >= end) pause(); else requestAnimationFrame(frame);
  }

  // With reduced motion nothing glides: playing steps from one moment to the next.
  function stepInTurn() {
    if (!playing) return;
    step(1);
    if (time >= end) pause(); else timer = setTimeout(stepInTurn, 175 / Number(el("speed").value));
  }

  function play() {
    if (time >= end) goTo(0);
    playing = true;
    el("play").textContent = "Pause";
    el("now").textContent = "";
    if (reduced.matches) {
      stepInTurn();
    } else {
      lastFrame = performance.now();
      requestAnimationFrame(frame);
    }
  }

  function pause() {
    playing = false;
    clearTimeout(timer);
    el("play").textContent = "Play";
  }

  const stopped = action => () => { pause(); action(); };
  const toggle = () => playing ? pause() : play();
  const actions = {
    start: stopped(() => { goTo(0); tell(); }), back: stopped(() => step(-1)), play: toggle,
    forward: stopped(() => step(1)), end: stopped(() => { goTo(end); tell(); }),
  };
  for (const id in actions) el(id).addEventListener("click", actions[id]);
  el("scrub").addEventListener("input", stopped(() => goTo(Number(el("scrub").value))));
  el("conditions").addEventListener("change", chooseConditions);
  el("seed").addEventListener("change", chooseScene);
  el("level").addEventListener("change", chooseScene);
  el("choices").addEventListener("submit", event => event.preventDefault());
  const keys = { ArrowRight: "forward", ArrowLeft: "back", Home: "start", End: "end", " ": "play" };
  document.addEventListener("keydown", event => {
    const action = keys[event.key], target = event.target;
    if (!action || event.ctrlKey || event.altKey || event.metaKey || target.tagName === "SELECT") return;
    if (event.key === " " && (target.tagName === "BUTTON" || target.tagName === "SUMMARY")) return;
    event.preventDefault();
    actions[action]();
  });
  const sayMotion = () => {
    el("motion").textContent = reduced.matches ? "You asked for reduced motion: playing goes step by step." : "";
  };
  reduced.addEventListener("change", () => { pause(); sayMotion(); });

  fillChoices();
  chooseConditions();
  el("seed").value = String(data.scenes[data.shown].seed);
  chooseScene();
  sayMotion();
  el("still").hidden = true;
  el("player").hidden = false;
})();
