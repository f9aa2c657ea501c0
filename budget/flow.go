package budget

// A flow looks for whole amounts on arcs between nodes, each between a lowest
// and a highest, such that what flows into a node flows out of it.
type flow struct {
	arcs []arc
	out  [][]int // of each node: its arcs, by number; odd ones go backwards
	rest []int64 // of each arc, forwards and backwards: what may still flow
	heap []int64 // of each node: what its arcs' lowest amounts leave in it
	rank []int
	next []int
}

type arc struct {
	from, to  int
	low, high int64
	flow      int64   // above low
	cell      *[2]int // row and column of a table
	eager     bool    // rather high than low
}

// The nodes that are always there.
const (
	outside = iota // where flows come from and go to
	super          // feeds the nodes that have too little
	sub            // takes from those that have too much
	named0
)

const unbounded = 1 << 60

func newFlow() *flow { return &flow{out: make([][]int, named0)} }

func (f *flow) node() int {
	f.out = append(f.out, nil)
	return len(f.out) - 1
}

func (f *flow) arc(from, to int, low, high int64, cell *[2]int) {
	f.arcs = append(f.arcs, arc{from: from, to: to, low: low, high: high, cell: cell})
}

func (f *flow) last() *arc { return &f.arcs[len(f.arcs)-1] }

// feasible looks for a flow, and writes it into the arcs. Arcs that would rather
// be high are filled first.
func (f *flow) feasible() bool {
	asked := len(f.arcs)
	f.heap = make([]int64, len(f.out))
	for _, a := range f.arcs {
		f.heap[a.to] += a.low
		f.heap[a.from] -= a.low
	}
	for _, eager := range []bool{true, false} {
		for i := range f.arcs {
			if f.arcs[i].eager == eager {
				f.out[f.arcs[i].from] = append(f.out[f.arcs[i].from], 2*i)
				f.out[f.arcs[i].to] = append(f.out[f.arcs[i].to], 2*i+1)
			}
		}
	}
	var need int64
	for n, h := range f.heap {
		switch {
		case h > 0:
			f.feed(super, n, h)
			need += h
		case h < 0:
			f.feed(n, sub, -h)
		}
	}
	f.rest = make([]int64, 2*len(f.arcs))
	for i, a := range f.arcs {
		f.rest[2*i] = a.high - a.low
	}
	ok := f.most() == need
	for i := range f.arcs {
		f.arcs[i].flow = f.rest[2*i+1]
	}
	f.arcs = f.arcs[:asked]
	return ok
}

func (f *flow) feed(from, to int, most int64) {
	i := len(f.arcs)
	f.arc(from, to, 0, most, nil)
	f.out[from] = append(f.out[from], 2*i)
	f.out[to] = append(f.out[to], 2*i+1)
}

// most sends what it can from super to sub (Dinic's method), and returns how
// much that is.
func (f *flow) most() int64 {
	var sent int64
	for f.ranks() {
		f.next = make([]int, len(f.out))
		for {
			n := f.push(super, unbounded)
			if n == 0 {
				break
			}
			sent += n
		}
	}
	return sent
}

func (f *flow) end(a int) int {
	if a%2 == 0 {
		return f.arcs[a/2].to
	}
	return f.arcs[a/2].from
}

// ranks measures how far each node is from super.
func (f *flow) ranks() bool {
	f.rank = make([]int, len(f.out))
	f.rank[super] = 1
	queue := []int{super}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, a := range f.out[n] {
			if to := f.end(a); f.rest[a] > 0 && f.rank[to] == 0 {
				f.rank[to] = f.rank[n] + 1
				queue = append(queue, to)
			}
		}
	}
	return f.rank[sub] > 0
}

func (f *flow) push(n int, most int64) int64 {
	if n == sub {
		return most
	}
	for ; f.next[n] < len(f.out[n]); f.next[n]++ {
		a := f.out[n][f.next[n]]
		to := f.end(a)
		if f.rest[a] == 0 || f.rank[to] != f.rank[n]+1 {
			continue
		}
		if sent := f.push(to, min(most, f.rest[a])); sent > 0 {
			f.rest[a] -= sent
			f.rest[a^1] += sent
			return sent
		}
	}
	return 0
}
