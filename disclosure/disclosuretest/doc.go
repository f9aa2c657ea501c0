// Package disclosuretest holds what every disclosure.Store must do, as a test
// that a new store runs, and sample requests for tests.
//
//	func TestStore(t *testing.T) {
//		disclosuretest.TestStore(t, func(t *testing.T) disclosure.Store { return disclosure.NewMemory() }, nil)
//	}
package disclosuretest
