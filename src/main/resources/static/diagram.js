// Draws the diagram a hazard runs on, the way it went and where it stands. The list above says the same in words.
(() => {
  "use strict";

  const section = document.querySelector("details.procedure");
  const frame = section.querySelector(".drawing-frame");
  const scroller = section.querySelector(".drawing");
  const canvasElement = section.querySelector(".drawing-canvas");
  const SMALLEST = 0.7;
  const MARGIN = 20;

  // The viewer writes style attributes into markup, which this site's policy refuses; set on the
  // elements themselves the same styles are allowed. It goes on doing so while it is looked at.
  const styleFromScript = () => {
    const markup = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
    Object.defineProperty(Element.prototype, "innerHTML", {
      ...markup,
      set(html) {
        markup.set.call(this, String(html).replace(/ style=/g, " data-style="));
        this.querySelectorAll("[data-style]").forEach((element) => {
          element.style.cssText = element.dataset.style;
          delete element.dataset.style;
        });
      },
    });
  };

  const load = (source) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  const read = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    return answer.text();
  };

  const isTask = (node) => node.$type === "bpmn:UserTask";
  const isEnd = (node) => node.$type === "bpmn:EndEvent";

  // The nodes and flows between two acts lie on the one way through gateways; null if there is none.
  const way = (from, to) => {
    const open = [[from]];
    const seen = new Set();
    while (open.length > 0) {
      const path = open.shift();
      for (const flow of path[path.length - 1].outgoing || []) {
        const node = flow.targetRef;
        const longer = [...path, flow, node];
        if (to === "end" ? isEnd(node) : node.id === to) {
          return longer;
        }
        if (!isTask(node) && !seen.has(node)) {
          seen.add(node);
          open.push(longer);
        }
      }
    }
    return null;
  };

  const walked = (registry) => {
    const nodes = registry.filter((element) => !element.labelTarget).map((element) => element.businessObject);
    const startOf = (parent) => nodes.find((node) => node.$type === "bpmn:StartEvent" && node.$parent.$type === parent);
    return section.dataset.walked.split(",").flatMap((leg) => {
      const [from, how, to] = leg.split(" ");
      const start =
        how === "voided"
          ? startOf("bpmn:SubProcess")
          : how === "declined"
            ? nodes.find((node) => node.$type === "bpmn:BoundaryEvent" && node.attachedToRef.id === from)
            : from === "start"
              ? startOf("bpmn:Process")
              : nodes.find((node) => node.id === from);
      return (start && way(start, to)) || [];
    });
  };

  const draw = async () => {
    const [xml] = await Promise.all([read(section.dataset.drawing), load(section.dataset.viewer)]);
    styleFromScript();
    frame.hidden = false;
    const viewer = new window.BpmnJS({ container: canvasElement });
    await viewer.importXML(xml);
    const registry = viewer.get("elementRegistry");
    const canvas = viewer.get("canvas");
    const standsAt = section.dataset.standsAt;
    new Set(walked(registry).map((node) => node.id)).forEach((id) => {
      canvas.addMarker(id, id === standsAt ? "stands-at" : "walked");
    });

    // As large as it is to be read; the box around it scrolls.
    const { inner } = canvas.viewbox();
    const [width, height] = [inner.width + 2 * MARGIN, inner.height + 2 * MARGIN];
    const scale = Math.min(1, Math.max(SMALLEST, scroller.clientWidth / width));
    canvasElement.style.width = `${Math.ceil(width * scale)}px`;
    canvasElement.style.height = `${Math.ceil(height * scale)}px`;
    canvas.resized();
    canvas.viewbox({ x: inner.x - MARGIN, y: inner.y - MARGIN, width, height });
    const here = registry.get(standsAt);
    if (here) {
      scroller.scrollLeft = (here.x + here.width / 2 - inner.x) * scale - scroller.clientWidth / 2;
      scroller.scrollTop = (here.y + here.height / 2 - inner.y) * scale - scroller.clientHeight / 2;
    }

    // Whose viewer it is stays in sight, and in reach of the keyboard.
    frame.append(canvasElement.querySelector(".bjs-powered-by"));
    frame.dataset.drawn = "true";
  };

  const drawOnce = () => {
    if (section.open) {
      section.removeEventListener("toggle", drawOnce);
      draw().catch(() => {
        frame.hidden = true;
        section.querySelector(".drawing-failed").hidden = false;
      });
    }
  };
  section.addEventListener("toggle", drawOnce);
})();
