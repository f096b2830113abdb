// The simulator's page: asks for what changed, hands it to the phones, moves the clock.

import { Phone, ask, readable } from "/static/simulator-phone.js";

const EVERY = 600; // milliseconds between two looks
const WHEN_AWAY = 3000; // milliseconds between two looks while nothing answers

const main = document.querySelector("main");
const picker = document.getElementById("picker");
const clock = document.getElementById("clock-now");
const status = document.getElementById("page-status");
const adding = document.getElementById("add-phone");
const template = document.getElementById("phone-template");
const narrow = window.matchMedia("(max-width: 48rem)");
const clockFace = new Intl.DateTimeFormat("en-US", {
  weekday: "short",
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
});

const phones = new Map();
let seen = 0;
let timer = 0;
let looking = false;
let lookAgain = false;
let away = false;

function say(sentence) {
  status.textContent = sentence;
}

function choose(number) {
  for (const [each, { phone, button }] of phones) {
    phone.root.classList.toggle("phone--chosen", each === number);
    button.setAttribute("aria-pressed", String(each === number));
    if (each === number) {
      delete button.dataset.unread;
      button.setAttribute("aria-label", readable(number));
    }
  }
}

function addToPage(number) {
  const phone = new Phone(number, template, look);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `…${number.slice(-4)}`;
  button.setAttribute("aria-label", readable(number));
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => choose(number));
  phones.set(number, { phone, button });
  picker.append(button);
  main.append(phone.root);
  if (phones.size === 1) choose(number);
  suggestNumber();
  return phones.get(number);
}

// 555-0100 to 555-0199 are kept free for examples; the next one not on the page is proposed.
function suggestNumber() {
  for (let last = 101; last < 200; last += 1) {
    const number = `+12145550${last}`;
    if (!phones.has(number)) {
      adding.number.value = number;
      return;
    }
  }
}

function take(told) {
  const face = clockFace.format(new Date(told.now));
  if (clock.textContent !== face) clock.textContent = face;
  if (told.changes < seen) {
    location.reload(); // the simulator began anew, its threads are gone
    return;
  }
  seen = told.changes;
  for (const each of told.phones) {
    const { phone, button } = phones.get(each.number) ?? addToPage(each.number);
    const news = phone.update(each);
    if (news && narrow.matches && !phone.root.classList.contains("phone--chosen")) {
      button.dataset.unread = "true";
      button.setAttribute("aria-label", `${readable(each.number)}, new message`);
    }
  }
}

async function look() {
  clearTimeout(timer);
  if (looking) {
    lookAgain = true;
    return;
  }
  looking = true;
  try {
    take(await ask("GET", `/simulator/phones?after=${seen}`));
    if (away) say("");
    away = false;
  } catch {
    if (!away) say("The service does not answer. Trying again.");
    away = true;
  }
  looking = false;
  timer = setTimeout(look, lookAgain ? 0 : away ? WHEN_AWAY : EVERY);
  lookAgain = false;
}

for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", async () => {
    try {
      const { now } = await ask("POST", "/simulator/clock", { advance: button.dataset.advance });
      say(`It is now ${clockFace.format(new Date(now))}.`);
    } catch (error) {
      say(error.message);
    }
    look();
  });
}

adding.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const added = await ask("POST", "/simulator/phones", { number: adding.number.value });
    const { phone } = phones.get(added.number) ?? addToPage(added.number);
    phone.update(added);
    choose(added.number);
    adding.closest("details").open = false;
    phone.box.focus();
    say(`${readable(added.number)} is on the page.`);
  } catch (error) {
    say(error.message);
  }
});

look();
