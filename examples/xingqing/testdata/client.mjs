// A WeChat client that shares nothing with this project or its SDK: signing,
// AES and XML are written here on Node's own crypto, from WeChat's description
// of message encryption. It talks to a running office and writes what it saw as
// JSON.
//
//   go run ./examples/xingqing            # prints the account
//   node examples/xingqing/testdata/client.mjs CALLBACK APPID TOKEN [AESKEY]
//
// Without AESKEY it speaks plain mode. It ends with 1 if a check failed.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { request, Agent } from "node:http";
import { readFileSync } from "node:fs";

const [callback, appid, token, aeskey = ""] = process.argv.slice(2);
if (!token) {
  console.error("usage: node client.mjs CALLBACK APPID TOKEN [AESKEY]");
  process.exit(2);
}
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const safe = aeskey !== "";

// Signing and sealing.

const sign = (...parts) => createHash("sha1").update([token, ...parts].sort(byBytes).join("")).digest("hex");
const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const keyOf = (encoding) => Buffer.from(encoding + "=", "base64");

function seal(message, { key = aeskey, id = appid, head = randomBytes(16) } = {}) {
  const text = Buffer.from(message), size = Buffer.alloc(4);
  size.writeUInt32BE(text.length);
  let plain = Buffer.concat([head, size, text, Buffer.from(id)]);
  const pad = 32 - (plain.length % 32);
  plain = Buffer.concat([plain, Buffer.alloc(pad, pad)]);
  const raw = keyOf(key), cipher = createCipheriv("aes-256-cbc", raw, raw.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString("base64");
}

function open(sealed, key = aeskey, id = appid) {
  const raw = keyOf(key), cipher = createDecipheriv("aes-256-cbc", raw, raw.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([cipher.update(sealed, "base64"), cipher.final()]);
  const pad = plain[plain.length - 1], text = plain.subarray(0, plain.length - pad), size = text.readUInt32BE(16);
  if (pad < 1 || pad > 32 || text.subarray(20 + size).toString() !== id) throw new Error("not for this account");
  return text.subarray(20, 20 + size).toString();
}

// XML, as much of it as WeChat writes.

const cdata = (text) => "<![CDATA[" + text.replaceAll("]]>", "]]]]><![CDATA[>") + "]]>";
const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", "#34": '"', "#39": "'", "#xA": "\n", "#10": "\n" };

// field is an element's text: CDATA as it stands, entities written out elsewhere.
function field(xml, name) {
  const found = new RegExp("<" + name + ">([\\s\\S]*?)</" + name + ">").exec(xml);
  if (!found) return "";
  return found[1].split(/(<!\[CDATA\[[\s\S]*?\]\]>)/).map((piece) => piece.startsWith("<![CDATA[")
    ? piece.slice(9, -3) : piece.replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all)).join("");
}

// Talking.

const now = () => String(Math.floor(Date.now() / 1000));
let sequence = 0;
const nonce = () => String(1000000 + ++sequence);
const msgid = () => String(23000000000000000n + BigInt(++sequence));

function send(method, query, body = "") {
  const url = new URL(callback);
  url.search = new URLSearchParams(query).toString();
  return new Promise((resolve, reject) => {
    const req = request(url, { method, agent, headers: { "Content-Type": "text/xml" } }, (res) => {
      const parts = [];
      res.on("data", (part) => parts.push(part));
      res.on("end", () => resolve({ status: res.statusCode, body: Buffer.concat(parts).toString() }));
    });
    // A server that refuses a large body may hang up while it is being sent.
    req.on("error", (err) => (body.length > 1 << 20 ? resolve({ status: 0, body: "" }) : reject(err)));
    req.end(body);
  });
}

const text = (from, content, id = msgid()) => "<xml><ToUserName>" + cdata("gh_office") + "</ToUserName><FromUserName>" + cdata(from) +
  "</FromUserName><CreateTime>" + now() + "</CreateTime><MsgType>" + cdata("text") + "</MsgType><Content>" + cdata(content) + "</Content><MsgId>" + id + "</MsgId></xml>";

const event = (from, name, key) => "<xml><ToUserName>" + cdata("gh_office") + "</ToUserName><FromUserName>" + cdata(from) + "</FromUserName><CreateTime>" + now() +
  "</CreateTime><MsgType>" + cdata("event") + "</MsgType><Event>" + cdata(name) + "</Event><EventKey>" + cdata(key) + "</EventKey></xml>";

// wire is the query and the body that carry a message; change may spoil them.
function wire(message, change = {}) {
  const t = change.time ?? now(), n = nonce(), query = { timestamp: t, nonce: n, signature: sign(t, n), openid: "x" };
  let body = message;
  if (safe && !change.plain) {
    const sealed = change.sealed ?? seal(message, change);
    body = "<xml><ToUserName>" + cdata("gh_office") + "</ToUserName><Encrypt>" + cdata(sealed) + "</Encrypt></xml>";
    Object.assign(query, { encrypt_type: "aes", msg_signature: sign(t, n, sealed) });
  }
  Object.assign(query, change.query ?? {});
  return [query, body];
}

// post sends a message and opens the answer, "" for silence.
async function post(message, from) {
  const answer = await send("POST", ...wire(message));
  if (answer.status !== 200) throw new Error("it answers " + answer.status);
  if (answer.body === "" || answer.body === "success") return "";
  let xml = answer.body;
  if (safe) {
    const sealed = field(xml, "Encrypt");
    if (field(xml, "MsgSignature") !== sign(field(xml, "TimeStamp"), field(xml, "Nonce"), sealed)) throw new Error("its MsgSignature is wrong");
    xml = open(sealed);
  }
  if (field(xml, "ToUserName") !== from) throw new Error("it is addressed to somebody else");
  if (field(xml, "FromUserName") !== "gh_office") throw new Error("it comes from somebody else");
  const title = field(xml, "Title");
  const said = title ? [title, field(xml, "Description"), field(xml, "Url")].join("\n") : field(xml, "Content");
  if (Buffer.byteLength(said) > 2048) throw new Error("it is longer than 2,048 bytes");
  return said;
}

const says = (from, content, id) => post(text(from, content, id), from);

// What is checked.

let took = 0;
const failures = [], done = [];
async function check(name, act) {
  try {
    await act();
    done.push(name);
  } catch (err) {
    failures.push(name + ": " + err.message);
  }
}
function must(right, why) {
  if (!right) throw new Error(why);
}
const refused = async (method, query, body) => {
  const answer = await send(method, query, body);
  must(answer.status === 0 || (answer.status >= 400 && answer.status < 500), "it answers " + answer.status);
  must(![token, aeskey, appid, "goroutine", ".go:"].some((word) => word && answer.body.includes(word)), "the refusal gives something away");
};

// The published vectors: this client's own crypto must be right first.
function known() {
  const all = JSON.parse(readFileSync(new URL("../../../wechatbot/wechattest/testdata/vectors.json", import.meta.url)));
  const signed = (v, sealed) => createHash("sha1").update([v.token, v.timestamp, v.nonce, sealed].sort(byBytes).join("")).digest("hex");
  for (const v of [...all.encrypt, ...all.derived]) {
    must(seal(v.message, { key: v.aeskey, id: v.id, head: Buffer.from(v.random) }) === v.want, v.name);
    must(open(v.want, v.aeskey, v.id) === v.message, v.name);
    must(!v.want_msg_signature || signed(v, v.want) === v.want_msg_signature, v.name);
  }
  for (const v of all.decrypt) {
    must(signed(v, v.encrypt) === v.msg_signature, v.name);
    const plain = open(v.encrypt, v.aeskey, v.id);
    must((v.contains ?? []).every((part) => plain.includes(part)) && (!v.plaintext || plain === v.plaintext), v.name);
  }
}

const questions = ["帮助", "三公经费", "万里街道2023年公务接待费多少", "万里街道2024年比上年", "2015年政府信息公开年度报告", "000014349/2018-00221", "国办发〔2019〕3号", "国办发2019 3号",
  "公开目录", "去年公开了多少条", "政务服务中心在哪里", "怎么申请公开", "人工", "谢谢", "今天天气怎么样", '<a href="x">&amp; "]]> 😀', "   ", "zhengwu", "我要申请", "投诉"];

// plainly is an answer without what differs between two offices: their address,
// and the tickets by which a page knows who came from the chat.
const plainly = (answer) => answer.replaceAll(new URL(callback).origin, "").replace(/ticket=[\w-]+/g, "ticket=…");

await check("vectors", async () => known());
const answers = [];
for (const [n, question] of questions.entries()) {
  await check("question " + question, async () => {
    const answer = await says("oNodeAsks" + n, question);
    must(answer !== "", "no answer");
    answers.push([question, plainly(answer)]);
  });
}
await check("a walk: options, paging, a year", async () => {
  for (const step of ["公开目录", "1", "下一页", "返回", "三公经费", "2023年", "帮助"]) {
    answers.push([step, plainly(await says("oNodeWalks", step))]);
  }
});
// Odd and legal: each is answered as the usual way of writing it is.
const bare = (xml) => xml.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, "$1");
const odd = {
  "another order": (xml) => "<xml>" + [...xml.slice(5, -6).matchAll(/<(\w+)>(?:(?!<\/\1>)[\s\S])*<\/\1>/g)].map((m) => m[0]).reverse().join("") + "</xml>",
  "no CDATA": bare,
  "entities": (xml) => bare(xml).replace("三公", "&#19977;&#x516c;"),
  "lines of its own": (xml) => xml.replaceAll("><", ">\n  <").replaceAll("]]>\n", "]]>\n  ") + "\n",
  "a BOM and a declaration": (xml) => '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n' + xml,
  "elements that nobody knows": (xml) => xml.replace("</xml>", "<New><Of><This>1</This></Of></New><bizmsgmenuid>yes</bizmsgmenuid></xml>"),
  "no MsgId": (xml) => xml.replace(/<MsgId>.*<\/MsgId>/, ""),
  "a MsgId of twenty-three digits": (xml) => xml.replace(/<MsgId>.*<\/MsgId>/, "<MsgId>99999999999999999999999</MsgId>"),
};
for (const [n, [name, write]] of Object.entries(odd).entries()) {
  await check("written oddly: " + name, async () => {
    const from = "oNodeOdd" + n, usual = text(from, "三公经费");
    const spoken = (answer) => plainly(answer).replaceAll(from, "o");
    const inner = write(usual);
    must(inner !== usual, "it is not written oddly");
    const answer = spoken(await post(inner, from)), want = spoken(await says(from + "u", "三公经费"));
    must(answer === want, "it is answered otherwise: " + answer.slice(0, 80));
  });
}
await check("echostr", async () => {
  const t = now(), n = nonce();
  const answer = await send("GET", { timestamp: t, nonce: n, signature: sign(t, n), echostr: "4375120948345356249" });
  must(answer.status === 200 && answer.body === "4375120948345356249", "it answers " + answer.status + " " + answer.body.length);
  await refused("GET", { timestamp: t, nonce: n, signature: sign(t, n + "x"), echostr: "4375120948345356249" });
  await refused("GET", {});
});
await check("a retry gets the same answer, and one receipt", async () => {
  const from = "oNodeRetries", id = msgid();
  await says(from, "投诉");
  await says(from, "上周三在政务大厅办证，窗口让我跑了三趟");
  const tries = await Promise.all([says(from, "提交", id), says(from, "提交", id), says(from, "提交", id)]);
  tries.push(await says(from, "提交", id));
  must(tries[0].includes("投诉已提交"), tries[0]);
  must(tries.every((answer) => answer === tries[0]), "the answers differ");
  const count = await says("oNodeCounts", "今年收到多少件投诉");
  must(count.includes("收到1件"), count);
});
await check("two citizens with one MsgId", async () => {
  const id = msgid(), both = await Promise.all([says("oNodeA", "甲骨文第一卷", id), says("oNodeB", "甲骨文第二卷", id)]);
  must(both[0].includes("第一卷") && both[1].includes("第二卷"), "one got the other's");
});
await check("events", async () => {
  must((await post(event("oNodeFollows", "subscribe", ""), "oNodeFollows")) !== "", "nobody is welcomed");
  must((await post(event("oNodeFollows", "VIEW", "https://example.gov.cn"), "oNodeFollows")) === "", "a VIEW is answered");
  must((await post(event("oNodeFollows", "CLICK", "say:三公经费"), "oNodeFollows")).includes("三公经费"), "a tap is not answered");
});
await check("a wrong signature", async () => {
  await refused("POST", ...wire(text("oX", "帮助"), { query: safe ? { msg_signature: "0".repeat(40) } : { signature: "0".repeat(40) } }));
});
await check("a stale timestamp", async () => refused("POST", ...wire(text("oX", "帮助"), { time: String(now() - 3600) })));
await check("a future timestamp", async () => refused("POST", ...wire(text("oX", "帮助"), { time: String(Number(now()) + 3600) })));
await check("PUT and DELETE", async () => {
  await refused("PUT", ...wire(text("oX", "帮助")));
  await refused("DELETE", ...wire(text("oX", "帮助")));
});
await check("8 MiB", async () => refused("POST", ...wire(text("oX", "长".repeat((8 << 20) / 3)), { plain: !safe })));
await check("garbage", async () => {
  await refused("POST", ...wire("hello"));
  await refused("POST", ...wire(""));
});
if (safe) {
  const flip = (at) => {
    const raw = Buffer.from(seal(text("oX", "帮助")), "base64");
    raw[(at + raw.length) % raw.length] ^= 0x41;
    return raw.toString("base64");
  };
  await check("a downgrade", async () => {
    await refused("POST", ...wire(text("oX", "帮助"), { plain: true }));
    await refused("POST", ...wire(text("oX", "帮助"), { plain: true, query: { encrypt_type: "raw" } }));
    await refused("POST", ...wire(text("oX", "帮助"), { plain: true, query: { encrypt_type: "aes" } }));
  });
  await check("another AppID", async () => refused("POST", ...wire(text("oX", "帮助"), { id: "wx0000000000000000" })));
  await check("another key", async () => refused("POST", ...wire(text("oX", "帮助"), { key: "B".repeat(42) + "A" })));
  await check("flipped, short, empty and other ciphertexts", async () => {
    for (const sealed of [flip(0), flip(-1), flip(40), "", "AAAA", "!!!!", randomBytes(33).toString("base64"), randomBytes(64).toString("base64")]) {
      await refused("POST", ...wire("", { sealed }));
    }
  });
}
await check("four hundred citizens at once", async () => {
  const crowd = Array.from({ length: 400 }, (_, n) => n);
  const began = Date.now(), heard = await Promise.all(crowd.map((n) => says("oNodeCrowd" + n, "甲骨文第" + n + "卷")));
  took = Date.now() - began;
  const wrong = crowd.filter((n) => !heard[n].includes("甲骨文第" + n + "卷"));
  must(wrong.length === 0, wrong.length + " got another's answer");
});

agent.destroy();
console.log(JSON.stringify({ mode: safe ? "safe" : "plain", answers, done, failures, crowd: took }));
process.exitCode = failures.length ? 1 : 0;
