package disclosure_test

import (
	"testing"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
)

func TestMemoryIsAStore(t *testing.T) {
	disclosuretest.TestStore(t, func(*testing.T) disclosure.Store { return disclosure.NewMemory() }, nil)
}
