"use strict";
(function () {
  const desk = document.querySelector(".desk"), chat = document.getElementById("chat"), box = document.getElementById("text");
  let count = Number(desk.dataset.count), change = Number(desk.dataset.change), busy = false;

  function bottom() { chat.scrollTop = chat.scrollHeight; }

  async function look() {
    if (busy) return;
    busy = true;
    try {
      const answer = await (await fetch("feed?from=" + count)).json();
      if (answer.count > count) {
        document.getElementById("lines").insertAdjacentHTML("beforeend", answer.lines);
        count = answer.count;
        bottom();
        for (const img of chat.querySelectorAll("img")) img.addEventListener("load", bottom);
      }
      if (answer.change !== change) {
        document.getElementById("side").innerHTML = answer.side;
        document.getElementById("menu").innerHTML = answer.menu;
        change = answer.change;
      }
    } catch (e) { /* the office is restarting; ask again */ }
    busy = false;
  }

  document.addEventListener("submit", async function (e) {
    const form = e.target, data = new URLSearchParams(), by = e.submitter;
    e.preventDefault();
    if (by && by.name) data.set(by.name, by.value);
    else data.set("text", box.value);
    if (!(data.get("text") || data.get("key"))) return;
    if (form.id === "say" && !(by && by.name)) box.value = "";
    for (const d of document.querySelectorAll("details[open]")) d.open = false;
    await fetch(form.getAttribute("action"), { method: "POST", body: data, redirect: "manual" });
    busy = false;
    await look();
    box.focus();
  });

  setInterval(look, 1000);
  bottom();
})();
