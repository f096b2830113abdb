// One phone: its thread, its reply box, its switches. Only appends to the thread, so nothing flickers and
// no reading position or focus is lost.

const SIGNS = { picture: "Picture", location: "Location", empty: "Empty message" };
const SPEAKERS = { phone: "You: ", service: "Service: ", carrier: "The carrier: " };
const STATUSES = {
  receiving: "Sending",
  received: "Sent",
  queued: "Queued",
  sent: "Sent",
  delivered: "Delivered",
  undelivered: "Failed: the phone is off",
  failed: "Failed: the service did not take it",
};
const COUNT_DELAY = 150; // milliseconds without a key before the draft is counted
const NEAR_THE_END = 60; // pixels; closer than this counts as reading the latest message

const clockTime = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" });
const dayName = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric" });

export function readable(number) {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return us ? `(${us[1]}) ${us[2]}-${us[3]}` : number;
}

export async function ask(method, url, body) {
  const response = await fetch(url, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `The simulator answered ${response.status}.`);
  return answer;
}

function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text ?? "";
  return made;
}

export class Phone {
  constructor(number, template, changed) {
    this.number = number;
    this.changed = changed; // called after something was sent, so that the page looks at once
    this.bubbles = new Map();
    this.lastDay = "";
    this.sending = Promise.resolve(); // texts leave in the order they were typed
    this.counting = 0;
    this.following = true; // the end of the thread is in view, and stays in view when a message comes
    this.root = template.content.firstElementChild.cloneNode(true);
    const find = (selector) => this.root.querySelector(selector);
    this.log = find(".thread");
    this.list = find(".thread ol");
    this.nothing = find(".thread__empty");
    this.badge = find(".badge");
    this.power = find(".phone__power input");
    this.error = find(".phone__error");
    this.box = find("textarea");
    this.channel = find("select");
    this.count = find(".composer__count");
    this.name(find);
    this.listen(find);
  }

  name(find) {
    const digits = this.number.replace(/\D/g, "");
    const shown = readable(this.number);
    find("h2").textContent = shown;
    find("h2").id = `phone-${digits}`;
    this.root.setAttribute("aria-labelledby", `phone-${digits}`);
    this.log.setAttribute("aria-label", `Messages on ${shown}`);
    const labels = this.root.querySelectorAll(".hidden-label");
    for (const [label, field, words] of [
      [labels[0], this.box, `Text from ${shown}`],
      [labels[1], this.channel, `Channel of ${shown}`],
    ]) {
      field.id = `${field.localName}-${digits}`;
      label.htmlFor = field.id;
      label.textContent = words;
    }
    this.count.id = `count-${digits}`;
    this.count.setAttribute("aria-live", "off");
    this.box.setAttribute("aria-describedby", this.count.id);
  }

  listen(find) {
    find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendDraft();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.sendDraft();
    });
    this.box.addEventListener("input", () => this.draftChanged());
    for (const button of this.root.querySelectorAll("[data-kind]")) {
      button.addEventListener("click", () => this.send("", button.dataset.kind));
    }
    this.power.addEventListener("change", () => this.switchPower());
    this.log.addEventListener("scroll", () => {
      this.following = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
    });
    // The thread grows and shrinks with the reply box, and has no height at all while another phone is chosen.
    new ResizeObserver(() => this.following && this.showEnd()).observe(this.log);
  }

  sendDraft() {
    const text = this.box.value;
    this.box.focus();
    if (!text.trim()) return;
    this.box.value = "";
    this.draftChanged();
    this.send(text, "text");
  }

  send(text, kind) {
    const body = { text, kind, channel: this.channel.value };
    this.fail("");
    this.sending = this.sending.then(async () => {
      const answered = ask("POST", `${this.address()}/messages`, body).catch((error) => this.fail(error.message));
      this.changed();
      await answered;
      this.changed();
    });
  }

  async switchPower() {
    try {
      await ask("POST", `${this.address()}/power`, { on: this.power.checked });
    } catch (error) {
      this.fail(error.message);
    }
  }

  address() {
    return `/simulator/phones/${encodeURIComponent(this.number)}`;
  }

  fail(sentence) {
    this.error.textContent = sentence;
    this.error.hidden = !sentence;
  }

  draftChanged() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
    clearTimeout(this.counting);
    if (!this.box.value) {
      this.count.textContent = "";
      return;
    }
    this.counting = setTimeout(() => this.countDraft(this.box.value), COUNT_DELAY);
  }

  async countDraft(text) {
    try {
      const { segments } = await ask("POST", "/simulator/segments", { text });
      if (this.box.value !== text) return;
      this.count.textContent = `${plural([...text].length, "character")} · ${plural(segments, "segment")}`;
    } catch {
      this.count.textContent = ""; // the count is a convenience; the page says elsewhere when the service is away
    }
  }

  // Takes a phone as the simulator tells it; true when a message from outside has come.
  update(told) {
    this.badge.hidden = !told.opted_out;
    if (document.activeElement !== this.power) this.power.checked = told.on;
    const fresh = told.messages.filter((message) => !this.bubbles.has(message.id));
    for (const message of told.messages) this.show(message);
    this.nothing.hidden = this.bubbles.size > 0;
    const own = fresh.some((message) => message.sender === "phone");
    if (fresh.length && (this.following || own)) this.showEnd();
    return fresh.some((message) => message.sender !== "phone");
  }

  showEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  show(message) {
    let bubble = this.bubbles.get(message.id);
    if (!bubble) {
      bubble = this.newBubble(message);
      this.bubbles.set(message.id, bubble);
    }
    const failed = message.status === "failed" || message.status === "undelivered";
    bubble.classList.toggle("bubble--failed", failed);
    const parts = [clockTime.format(new Date(message.at))];
    if (message.sender === "service") parts.push(plural(message.segments, "segment"));
    parts.push(STATUSES[message.status] ?? message.status);
    const words = parts.join(" · ");
    const meta = bubble.querySelector(".bubble__meta");
    if (meta.textContent !== words) meta.textContent = words;
  }

  newBubble(message) {
    const day = dayName.format(new Date(message.at));
    if (day !== this.lastDay) {
      this.lastDay = day;
      this.list.append(element("li", "day", day));
    }
    const sign = SIGNS[message.kind];
    const side = { phone: "bubble--typed", carrier: "bubble--carrier", service: "bubble--received" }[message.sender];
    const bubble = element("li", `bubble ${side}${sign ? " bubble--sign" : ""}`);
    const text = element("p", "bubble__text", sign ?? message.text);
    text.prepend(element("span", "hidden-label", SPEAKERS[message.sender]));
    bubble.append(text, element("p", "bubble__meta"));
    this.list.append(bubble);
    return bubble;
  }
}
