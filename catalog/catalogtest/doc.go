// Package catalogtest holds what every catalog.Store must do, as a test to run
// against a store of one's own:
//
//	func TestMyStore(t *testing.T) {
//		catalogtest.TestStore(t, func(t *testing.T) catalog.Store { return open(t) })
//	}
//
// It also has sample records: true facts of the 2015 report of 银川市兴庆区.
package catalogtest
