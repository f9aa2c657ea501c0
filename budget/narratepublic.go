package budget

import "strings"

// threePublic tells the 三公: the total, then each item against the year before,
// vehicles split into buying and running. An account is also told against its
// budget.
func (t *teller) threePublic() {
	p, ok := t.cur.ThreePublic()
	if !ok || !p.Total.IsNumber() {
		return
	}
	text := when(t.cur) + "“三公”经费" + t.cur.Stage.String() + say(p.Total, p.Unit)
	text += t.ofBudget(func(p ThreePublic) Amount { return p.Total })
	text += t.item("三公经费合计", func(p ThreePublic) Amount { return p.Total })
	var items []string
	for _, x := range []struct {
		name string
		of   func(ThreePublic) Amount
	}{
		{"因公出国（境）费", func(p ThreePublic) Amount { return p.Abroad }},
		{"公务用车购置及运行费", func(p ThreePublic) Amount { return p.Vehicles }},
		{"公务接待费", func(p ThreePublic) Amount { return p.Reception }},
	} {
		if a := x.of(p); a.IsNumber() {
			items = append(items, x.name+say(a, p.Unit)+t.ofBudget(x.of)+t.item(x.name, x.of)+t.vehicles(x.name, p))
		}
	}
	if len(items) > 0 {
		text += "。其中：" + strings.Join(items, "；")
	}
	t.note("“三公”经费情况", text)
}

func (t *teller) item(name string, of func(ThreePublic) Amount) string {
	return t.against(name, func(s Statement) (Amount, Unit, bool) {
		p, ok := s.ThreePublic()
		return of(p), p.Unit, ok
	})
}

// vehicles tells the two parts of the vehicles.
func (t *teller) vehicles(name string, p ThreePublic) string {
	if name != "公务用车购置及运行费" || !p.Purchase.IsNumber() || !p.Running.IsNumber() {
		return ""
	}
	return "（公务用车购置费" + say(p.Purchase, p.Unit) + "，公务用车运行费" + say(p.Running, p.Unit) + "）"
}

// ofBudget tells an accounted figure against its budget.
func (t *teller) ofBudget(of func(ThreePublic) Amount) string {
	if t.cur.Stage != Final {
		return ""
	}
	p, ok := t.cur.ThreePublic()
	b, ok2 := t.cur.ThreePublicBudget()
	planned, spent := of(b), of(p)
	if !ok || !ok2 || !planned.IsNumber() || !spent.IsNumber() {
		return ""
	}
	if planned.Decimal().Sign() <= 0 || spent.Decimal().IsNegative() {
		return "，预算为" + say(planned, b.Unit)
	}
	rate := spent.In(p.Unit, b.Unit).Shift(2).DivRound(planned.Decimal(), 2)
	return "，完成预算" + say(planned, b.Unit) + "的" + rate.StringFixed(2) + "%"
}
