package wechatbot

import "text/template/parse"

// writtenOut are the replies with the options written out that say the same each time, as
// {{option "下一页" "下一页"}} does: one that is filled in takes longer than some ten fields.
func (r *replies) writtenOut() *replies {
	for _, t := range r.templates.Templates() {
		if t.Tree != nil {
			writeOut(t.Root)
		}
	}
	return r
}

// writeOut does so in a part of a template.
func writeOut(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			if say, text, fixed := fixedOption(n.Pipe); fixed {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(option(say, text))}
			}
		case *parse.IfNode:
			writeOut(n.List)
			writeOut(n.ElseList)
		case *parse.WithNode:
			writeOut(n.List)
			writeOut(n.ElseList)
		case *parse.RangeNode:
			writeOut(n.List)
			writeOut(n.ElseList)
		}
	}
}

// fixedOption is what an option says and shows that asks for no field.
func fixedOption(pipe *parse.PipeNode) (say, text string, fixed bool) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 3 {
		return "", "", false
	}
	args := pipe.Cmds[0].Args
	name, called := args[0].(*parse.IdentifierNode)
	said, plain := args[1].(*parse.StringNode)
	shown, bare := args[2].(*parse.StringNode)
	if !called || name.Ident != "option" || !plain || !bare {
		return "", "", false
	}
	return said.Text, shown.Text, true
}
