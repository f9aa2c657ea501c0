package clerk

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"rsc.io/qr"

	"github.com/zwgk/zwgk/catalog"
)

// gridView is one grid: its notices, and how followers subscribe to it.
type gridView struct {
	gridRow
	Last  []pushRow // the newest first
	Make  bool      // its QR code can be made
	Made  bool      // and was
	Wrong string
}

// posterView is a page to print and hang up.
type posterView struct {
	Grid
	QR *square
}

// square is a QR code as a drawing of unit squares.
type square struct {
	Side int
	Path string
}

// codes are what the QR codes of grids say, as long as the program runs: WeChat
// is asked when a clerk presses, not when a page is looked at.
type codes struct {
	mu   sync.Mutex
	says map[string]string
}

func (c *codes) get(grid string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.says[grid]
}

func (c *codes) put(grid, says string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.says == nil {
		c.says = map[string]string{}
	}
	c.says[grid] = says
}

// ofGrid finds the grid of the address.
func (v *visit) ofGrid() (Grid, bool) {
	code := v.r.PathValue("code")
	i := slices.IndexFunc(v.Grids, func(g Grid) bool { return g.Code != "" && g.Code == code })
	if i < 0 {
		v.trouble(http.StatusNotFound, "")
		return Grid{}, false
	}
	return v.Grids[i], true
}

func (v *visit) grid() {
	if g, ok := v.ofGrid(); ok {
		v.showGrid(http.StatusOK, g, "")
	}
}

func (v *visit) showGrid(status int, g Grid, wrong string) {
	delivered, err := v.deliveries()
	if err != nil {
		v.fail(err)
		return
	}
	all, err := v.releases()
	if err != nil {
		v.fail(err)
		return
	}
	mine := slices.DeleteFunc(slices.Clone(all), func(rel catalog.Release) bool { return rel.Channel != g.Channel })
	slices.SortStableFunc(mine, func(a, b catalog.Release) int { return b.At.Compare(a.At) })
	view := gridView{gridRow: gridRow{g, delivered[g.Channel]}, Wrong: wrong, Make: g.Tag != "" && v.Posting.Code != nil && v.person.Is(Drafter), Made: v.codes.get(g.Code) != ""}
	for _, rel := range mine[:min(noticeRows, len(mine))] {
		view.Last = append(view.Last, v.rowOf(rel))
	}
	v.show(status, page{Name: "grid", Title: g.Name, Under: "网格通知", Nav: "/grids", Data: view})
}

// makeCode asks for the grid's QR code.
func (v *visit) makeCode() {
	g, ok := v.ofGrid()
	if !ok || !v.needs(Drafter) {
		return
	}
	if g.Tag == "" || v.Posting.Code == nil {
		v.trouble(http.StatusNotFound, "")
		return
	}
	says, err := v.Posting.Code(v.ctx(), g.Code)
	switch words, refused := v.Posting.reason(err); {
	case err == nil:
		v.codes.put(g.Code, says)
		v.redirect("/grids/%s/code", g.Code)
	case refused:
		v.showGrid(http.StatusConflict, g, "没有做成二维码："+words+"。带参数的二维码只有认证的服务号可以做；居民也可以关注后发“订阅 "+g.Name+"”。")
	default:
		v.fail(err)
	}
}

// poster is the page to print.
func (v *visit) poster() {
	g, ok := v.ofGrid()
	if !ok {
		return
	}
	view := posterView{Grid: g}
	if says := v.codes.get(g.Code); says != "" {
		s, err := drawn(says)
		if err != nil {
			v.fail(err)
			return
		}
		view.QR = &s
	}
	v.show(http.StatusOK, page{Name: "poster", Title: g.Name, Under: "可以打印张贴", Nav: "/grids", Data: view})
}

// quietZone is how many unit squares a QR code keeps clear around it.
const quietZone = 4

// drawn draws what a QR code says. A quarter of it may be dirty or torn.
func drawn(says string) (square, error) {
	c, err := qr.Encode(says, qr.Q)
	if err != nil {
		return square{}, fmt.Errorf("clerk: qr code: %w", err)
	}
	var b strings.Builder
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			from := x
			for x < c.Size && c.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quietZone, y+quietZone, x-from, x-from)
			}
		}
	}
	return square{c.Size + 2*quietZone, b.String()}, nil
}
