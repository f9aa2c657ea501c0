package catalog_test

import (
	"testing"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
)

func TestMemoryKeepsTheStoresPromises(t *testing.T) {
	catalogtest.TestStore(t, func(*testing.T) catalog.Store { return catalog.NewMemory() })
}
