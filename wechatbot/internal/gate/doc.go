// Package gate lets the callbacks of one WeChat account in and nothing else, and hands
// each answer out, sealed as its question was. It checks the method, the size, the time,
// the signature and, in plain mode, that nobody uses the address of another message
// (decision 0401). Who is refused is told a status and nothing else.
//
//	g, err := gate.New(gate.Config{AppID: id, Token: token, AESKey: key, Answer: answer})
//	…
//	http.Handle("/wechat", g)
package gate
