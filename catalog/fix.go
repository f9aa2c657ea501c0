package catalog

// Fixed returns the record with the certain fixes of its findings applied, and
// how many there were. An index number that has been issued is left alone: it
// never changes.
func (r Record) Fixed(fs []Finding) (Record, int) {
	r = r.clone()
	known := fields()
	n := 0
	for _, f := range fs {
		to, ok := fieldNamed(known, f.Where)
		if f.Fix == "" || !ok || to.key == "number" && r.ID != 0 {
			continue
		}
		if to.get(r) != f.Fix && to.set(&r, f.Fix) == nil {
			n++
		}
	}
	return r, n
}
