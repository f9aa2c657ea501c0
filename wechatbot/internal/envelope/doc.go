// Package envelope reads what WeChat sends to the callback address: the XML of a message
// and, in safe mode, the encryption around it; and it seals what is answered. It knows
// nothing of what the message says.
//
//	key, err := envelope.NewKey(appID, encodingAESKey) // nil in plain mode
//	…
//	sealed, ok := envelope.ReadSealed(envelope.Legal(body))
//	random, plain, ok := key.Open(sealed)
//	message, ok := envelope.ReadArrival(envelope.Legal(plain))
//
// What people send is read by hand, and everything that may be wrong is encoding/xml's
// to judge (decision 0401); the SDK and encoding/xml are the oracles of the fuzz tests.
package envelope
