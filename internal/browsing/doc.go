// Package browsing tries pages in a real browser. Tests use it, and nothing else
// does.
//
//	w := browsing.Open(t, browsing.Config{})
//	w.Go(server.URL + "/apply")
//	w.Follow("main button.main", browsing.Title("核对"))
//	w.Look("apply-check")
//
// A browser goes from page to page in its own time. A test that presses a button
// and waits for words that the page with the button shows as well goes on too
// early: what it opens next is then aborted by the page that the button asked for.
// So a [Window] tells one document from the next, and whatever leads to another
// page goes through [Window.Go], [Window.Leave] or [Window.Follow].
//
// What does not come within half a minute ends the test, and says what the page
// shows instead.
//
// A [Visitor] is a browser without JavaScript, for what needs no real one.
package browsing
