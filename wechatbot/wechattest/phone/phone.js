"use strict";
(function () {
  const desk = document.querySelector(".desk"), chat = document.getElementById("chat"), box = document.getElementById("text");
  let count = Number(desk.dataset.count), change = Number(desk.dataset.change), busy = false, show = "";
  const parts = {};

  function bottom() {
    if (chat) chat.scrollTop = chat.scrollHeight;
    for (const e of document.querySelectorAll("[data-follow]")) e.scrollTop = e.scrollHeight;
  }

  // mark finds an element again after its part was written anew.
  function mark(e) {
    if (!e || !e.matches) return "";
    if (e.dataset.show) return '[data-show="' + e.dataset.show + '"]';
    if (e.name && e.tagName === "BUTTON") return 'button[name="' + e.name + '"][value="' + CSS.escape(e.value) + '"]';
    return e.name ? e.tagName.toLowerCase() + '[name="' + e.name + '"]' : e.tagName.toLowerCase();
  }

  // put writes a part of the page anew, if it is another, and keeps the focus
  // and what is scrolled where they are.
  function put(id, html) {
    const e = document.getElementById(id);
    if (!e || parts[id] === html) return;
    const first = !(id in parts), inside = e.contains(document.activeElement) && e !== document.activeElement;
    parts[id] = html;
    if (first && e.innerHTML.trim() === html.trim()) return;
    const focus = inside ? mark(document.activeElement) : "", low = e.scrollTop + e.clientHeight >= e.scrollHeight - 40;
    if (inside && document.activeElement.tagName === "INPUT" && document.activeElement.type !== "hidden") { delete parts[id]; return; }
    const open = e.querySelector("details[open]") !== null;
    e.innerHTML = html;
    if (open && e.querySelector("details")) e.querySelector("details").open = true;
    if (focus && e.querySelector(focus)) e.querySelector(focus).focus();
    if ("follow" in e.dataset && low) e.scrollTop = e.scrollHeight;
  }

  async function look() {
    if (busy) return;
    busy = true;
    try {
      const answer = await (await fetch("feed?from=" + count + "&show=" + show)).json();
      if (answer.count > count) {
        if (chat) document.getElementById("lines").insertAdjacentHTML("beforeend", answer.lines);
        count = answer.count;
        bottom();
        if (chat) for (const img of chat.querySelectorAll("img")) img.addEventListener("load", bottom);
      }
      if (answer.change !== change) {
        document.getElementById("side").innerHTML = answer.side;
        if (chat) document.getElementById("menu").innerHTML = answer.menu;
        change = answer.change;
      }
      for (const e of document.querySelectorAll("[data-part]")) if (e.id in answer) put(e.id, answer[e.id]);
    } catch (e) { /* the office is restarting; ask again */ }
    busy = false;
  }

  document.addEventListener("submit", async function (e) {
    const form = e.target, by = e.submitter, says = form.getAttribute("action") === "say";
    if ("whole" in form.dataset || says && !chat) return;
    e.preventDefault();
    let data;
    if (says) {
      data = new URLSearchParams();
      data.set("text", by && by.name ? by.value : box.value);
      if (!data.get("text")) return;
      if (!(by && by.name)) box.value = "";
      show = "";
    } else {
      data = new FormData(form, by);
      if (form.enctype !== "multipart/form-data") data = new URLSearchParams(data);
      if (form.getAttribute("action") === "tap") show = "";
    }
    for (const d of document.querySelectorAll(".menu details[open],.plus[open]")) d.open = false;
    if (form.closest(".plus")) { form.reset(); show = ""; }
    await fetch(form.getAttribute("action"), { method: "POST", body: data, redirect: "manual" });
    busy = false;
    await look();
    if (box && (says || form.getAttribute("action") === "tap")) box.focus();
  });

  document.addEventListener("click", function (e) {
    const link = e.target.closest && e.target.closest("[data-show]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    show = link.dataset.show;
    busy = false;
    look();
  });

  setInterval(look, 1000);
  bottom();
})();
