// Small comforts for browsers that run scripts. Every page works without them.
'use strict';
(function () {
  var read = document.getElementById('read');
  if (read && 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window) {
    read.hidden = false;
    var stop = function () { window.speechSynthesis.cancel(); read.textContent = '朗读'; };
    read.addEventListener('click', function () {
      if (window.speechSynthesis.speaking) { stop(); return; }
      var parts = document.getElementById('main').innerText.match(/[^。！？\n]+[。！？]?/g) || [];
      parts.forEach(function (text, i) {
        var u = new SpeechSynthesisUtterance(text);
        u.lang = 'zh-CN';
        if (i === parts.length - 1) { u.onend = stop; }
        window.speechSynthesis.speak(u);
      });
      read.textContent = '停止';
    });
    window.addEventListener('pagehide', function () { window.speechSynthesis.cancel(); });
  }
  document.querySelectorAll('[data-copy]').forEach(function (b) {
    if (!navigator.clipboard) { return; }
    b.hidden = false;
    b.addEventListener('click', function () {
      navigator.clipboard.writeText(b.dataset.copy).then(function () { b.textContent = '已复制'; });
    });
  });
  document.querySelectorAll('textarea[data-count]').forEach(function (t) {
    var out = document.getElementById(t.dataset.count);
    var show = function () { out.textContent = Array.from(t.value.trim()).length + ' / ' + t.dataset.most; };
    t.addEventListener('input', show);
    show();
  });
  document.querySelectorAll('textarea[data-clear]').forEach(function (t) {
    var out = document.getElementById(t.dataset.clear);
    t.addEventListener('input', function () {
      var text = t.value.trim();
      out.textContent = text.length >= 8 && /(19|20)\d\d|[今去前]年|〔/.test(text) ? '✓ 有年份、有事项，好查' : '';
    });
  });
  // Whoever comes back to what answered a form finds the page of that form, and is
  // not asked to send an old mistake again.
  var main = document.getElementById('main'), again = main.dataset.again;
  if (again) {
    var leave = function (e) {
      if (e.type === 'submit' || e.target.closest('a[href]:not([href^="#"])')) { window.history.replaceState(null, '', again); }
    };
    document.addEventListener('submit', leave);
    document.addEventListener('click', leave);
  }
  // Another kind of applicant keeps what both fill in.
  document.querySelectorAll('form .switch a').forEach(function (a) {
    a.addEventListener('click', function (e) {
      e.preventDefault();
      var turn = document.createElement('input');
      turn.type = 'hidden';
      turn.name = 'turn';
      turn.value = new URL(a.href).searchParams.get('kind');
      a.closest('form').append(turn);
      a.closest('form').submit();
    });
  });
  // Where something is filled in, the print changes on the spot, so that it stays.
  var print = document.querySelector('.tools a');
  if (print && main.querySelector('textarea, select, input:not([type=hidden])')) {
    print.addEventListener('click', function (e) {
      e.preventDefault();
      new Image().src = print.href + '&' + Date.now(); // the answer sets the cookie
      var large = document.documentElement.classList.toggle('large');
      print.textContent = large ? '标准版' : '大字版';
      print.href = print.href.replace(/print=\w+/, large ? 'print=normal' : 'print=large');
    });
  }
  // Only what does not fit is slid.
  document.querySelectorAll('.swipe').forEach(function (hint) {
    var box = hint.previousElementSibling, show = function () { hint.hidden = box.scrollWidth <= box.clientWidth; };
    window.addEventListener('resize', show);
    show();
  });
  var wide = window.matchMedia('(min-width: 60rem)');
  if (wide.matches) { document.querySelectorAll('.side details').forEach(function (d) { d.open = true; }); }
}());
