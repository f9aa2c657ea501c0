//go:build race

package budget_test

// raced says that the race detector slows everything: long tests take samples.
const raced = true
